import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../errors';
import { isMapping } from '../source/plain';
import { objectsYaml } from '../source/write';
import type { GrownFile, NewFile } from './new-files';

/** What a project needs beside its environments, so that `cdk8s synth` and `cdktf deploy` work in it. */
export interface ProjectFiles {
  readonly files: readonly NewFile[];
  readonly grown: readonly AddedTo[];
}

/** A file that is there, with what is added to it. */
interface AddedTo extends GrownFile {
  readonly what: readonly string[];
}

/** How a project runs an app of the installed package. */
const APP = 'node node_modules/milvus-gke-l7/bin/run.js apps';

/** Keys, Terraform's state and plans hold secrets in clear; `.terraform.lock.hcl` is meant to be committed. */
const IGNORED = [
  'node_modules/',
  'secrets/',
  '*.key',
  '*.tfstate*',
  '.terraform/',
  '*.tfplan',
  '**/stacks/*/plan',
  'cdktf.out/',
  'dist/.next/',
  'dist/terraform/manifest.json',
];

const SCRIPTS = { synth: 'milvus-l7 synth', lint: 'milvus-l7 lint' } as const;

/**
 * Those that are missing, and the lines that are missing in `.gitignore` and `package.json`.
 *
 * @throws UserError for a package.json that is none
 */
export function projectFiles(root: string): ProjectFiles {
  const packageJson = read(root, 'package.json');
  const manifest = packageJson === undefined ? undefined : manifestOf(packageJson);
  const scripts = Object.entries(SCRIPTS).filter(
    ([name]) => manifest && !(isMapping(manifest['scripts']) && name in manifest['scripts']),
  );
  const ignore = read(root, '.gitignore');
  const missing = IGNORED.filter((line) => !(ignore ?? '').split(/\r?\n/).includes(line));
  const name = typeof manifest?.['name'] === 'string' ? manifest['name'] : basename(root);
  const files = [
    {
      file: 'cdk8s.yaml',
      text: objectsYaml({ language: 'typescript', app: `${APP}/manifests`, output: 'dist/manifests' }),
    },
    { file: 'cdktf.json', text: cdktfJson(name) },
    { file: '.gitignore', text: `${IGNORED.join('\n')}\n` },
  ];
  return {
    files: files.filter(({ file }) => !existsSync(join(root, file))),
    grown: [...grownIgnore(ignore, missing), ...grownManifest(packageJson, manifest, Object.fromEntries(scripts))],
  };
}

function grownIgnore(before: string | undefined, missing: readonly string[]): AddedTo[] {
  if (before === undefined || missing.length === 0) return [];
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  return [{ file: '.gitignore', what: missing, before, text: `${before}${gap}${missing.join('\n')}\n` }];
}

function grownManifest(
  before: string | undefined,
  manifest: Readonly<Record<string, unknown>> | undefined,
  missing: Readonly<Record<string, string>>,
): AddedTo[] {
  const names = Object.keys(missing);
  if (before === undefined || manifest === undefined || names.length === 0) return [];
  const scripts = { ...(isMapping(manifest['scripts']) && manifest['scripts']), ...missing };
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(before)?.[1] ?? '  ';
  const text = `${JSON.stringify({ ...manifest, scripts }, undefined, indent)}\n`;
  return [{ file: 'package.json', what: names.map((name) => `the script ${name}`), before, text }];
}

function cdktfJson(projectId: string): string {
  const settings = {
    language: 'typescript',
    app: `${APP}/terraform`,
    projectId,
    sendCrashReports: 'false',
    output: 'dist/terraform',
  };
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

function manifestOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(text);
    if (isMapping(manifest)) return manifest;
  } catch {
    // told below
  }
  const cure = 'mend it, or make one anew: npm init';
  throw new UserError([{ at: { file: 'package.json' }, message: 'must be a JSON object', cure }]);
}

function read(root: string, file: string): string | undefined {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined;
}
