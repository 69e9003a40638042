import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { UserError } from '../errors';
import { isMapping } from '../source/plain';
import type { NewFile } from './new-files';

/** What a project needs beside its environments, so that `cdk8s synth` and `cdktf deploy` work in it. */
export interface ProjectFiles {
  readonly files: readonly NewFile[];
  /** What is added to files that are there, by their name; done by `add`. */
  readonly added: readonly { readonly file: string; readonly what: readonly string[] }[];
  readonly add: () => void;
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
      text: stringify({ language: 'typescript', app: `${APP}/manifests`, output: 'dist/manifests' }),
    },
    { file: 'cdktf.json', text: cdktfJson(name) },
    { file: '.gitignore', text: `${IGNORED.join('\n')}\n` },
  ];
  const added = [
    { file: '.gitignore', what: ignore === undefined ? [] : missing },
    { file: 'package.json', what: scripts.map(([script]) => `the script ${script}`) },
  ];
  return {
    files: files.filter(({ file }) => !existsSync(join(root, file))),
    added: added.filter(({ what }) => what.length > 0),
    add: () => {
      if (ignore !== undefined && missing.length > 0) {
        const gap = ignore === '' || ignore.endsWith('\n') ? '' : '\n';
        writeFileSync(join(root, '.gitignore'), `${ignore}${gap}${missing.join('\n')}\n`);
      }
      if (packageJson === undefined || manifest === undefined || scripts.length === 0) return;
      const all = { ...(isMapping(manifest['scripts']) && manifest['scripts']), ...Object.fromEntries(scripts) };
      const indent = /^\s*\{\r?\n([ \t]+)/.exec(packageJson)?.[1] ?? '  ';
      const text = JSON.stringify({ ...manifest, scripts: all }, undefined, indent);
      writeFileSync(join(root, 'package.json'), `${text}\n`);
    },
  };
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
