import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowancesOf } from '../apps/findings';
import { textsOf } from '../apps/outputs';
import { loadTargets, stacksOf } from '../apps/targets';
import type { Target } from '../apps/targets';
import { ENVIRONMENTS } from '../config/environment-files';
import type { RuleError, Surroundings } from '../diff/by-hand';
import { changesBetween } from '../diff/changes';
import { byEnvironment, isOfDist, namesIn } from '../diff/dist';
import type { Dist, Files } from '../diff/dist';
import { UserError } from '../errors';
import { count, notesText } from '../report/faults';
import { lint } from '../rules/run';
import type { Options } from '../rules/run';
import { filesIn, isFolder } from './dist-folder';
import { terraform } from './synth';

/** What there is to say of a dist folder beside the older one: what a synthesis would write, and what rules find in both. */
export async function surroundingsOf(root: string, before: Dist, current: Dist): Promise<Surroundings> {
  const targets = targetsIn(root);
  const synthesis = targets && changesBetween(...(await againstSynthesis(current, targets)));
  const options = { now: new Date(), ...(targets && { allow: allowancesOf(targets) }) };
  const names = new Set([...namesIn(before.files), ...namesIn(current.files)]);
  const [old, now] = [byEnvironment(before.files, names), byEnvironment(current.files, names)];
  const untouched = new Set([...now.keys()].filter((name) => isSame(old.get(name), now.get(name))));
  const errors = { before: errorsIn(old, untouched, options), after: errorsIn(now, untouched, options) };
  return { ...(synthesis && { synthesis }), untouched, errors };
}

/** Undefined where there are no environments, as beside a dist of TypeScript, or they have faults. */
function targetsIn(root: string): readonly Target[] | undefined {
  if (!isFolder(join(root, ENVIRONMENTS))) return undefined;
  try {
    return loadTargets(root, []).targets;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const faults = count(error.faults.length, 'fault');
    process.stderr.write(
      notesText([
        {
          message: `not checked whether dist/ is what ${ENVIRONMENTS}/ would write, which has ${faults}`,
          cure: 'milvus-l7 synth says which',
        },
      ]),
    );
    return undefined;
  }
}

async function againstSynthesis(current: Dist, targets: readonly Target[]): Promise<[Dist, Dist]> {
  const texts = new Map(textsOf(targets));
  const stacks = await stackTexts(targets);
  const isCompared = (path: string) => stacks !== undefined || !path.startsWith('terraform/');
  const written = new Map([...current.files].filter(([path]) => isCompared(path)));
  return [
    { ...current, files: written },
    { files: new Map([...texts, ...(stacks ?? [])]), label: (path) => path },
  ];
}

/** Undefined where cdktf is not installed: it writes files only. */
async function stackTexts(targets: readonly Target[]): Promise<Files | undefined> {
  const stacks = stacksOf(targets);
  if (stacks.length === 0) return new Map();
  let cdktf: Awaited<ReturnType<typeof terraform>>;
  try {
    cdktf = await terraform();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const notChecked = 'not checked whether dist/terraform is what the environments would write';
    process.stderr.write(
      notesText(error.faults.map((fault) => ({ ...fault, message: `${notChecked}: ${fault.message}` }))),
    );
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'milvus-l7-'));
  try {
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    cdktf.writeStacks(join(dist, 'terraform'), stacks);
    return filesIn(dist, isOfDist);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type ByEnvironment = ReadonlyMap<string, Files>;

function isSame(one: Files | undefined, other: Files | undefined): boolean {
  if (!one || one.size !== other?.size) return false;
  return [...one].every(([path, text]) => other.get(path) === text);
}

/** Errors in manifests and values of what differs. */
function errorsIn(environments: ByEnvironment, untouched: ReadonlySet<string>, options: Options): RuleError[] {
  return [...environments].flatMap(([environment, files]) => {
    if (untouched.has(environment)) return [];
    const inputs = [...files].filter(([path]) => /^(manifests|helm)\//.test(path));
    const findings = lint(
      inputs.map(([file, text]) => ({ file, text })),
      { ...options, severities: ['error'] },
    );
    return findings.map(({ rule, object, at, path, message, why, cure, see }) => ({
      ...{ rule, environment, object: object ?? `dist/${at.file}`, message, why, cure, see },
      ...(path !== undefined && { path }),
    }));
  });
}
