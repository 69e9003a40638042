import { count } from '../report/faults';
import { briefText, findingsText } from '../report/findings';
import type { Finding } from '../rules/rule';
import { lint } from '../rules/run';
import type { Input } from '../rules/run';
import type { Synthesized } from './outputs';
import type { Target } from './targets';

/** What rules look at of what environments synthesize; `out` is the folder that the files are published into. */
export function inputsOf({ files, objects }: Synthesized, out: string): Input[] {
  return [...files].map(([path, text]) => {
    const values = objects.get(path);
    return { file: `${out}/${path}`, text, ...(values && { values }) };
  });
}

/** What the environments allow, by their names. */
export function allowancesOf(targets: readonly Target[]): Map<string, Readonly<Record<string, string>>> {
  return new Map(targets.map(({ environment, topology }) => [topology.environment, environment.allow]));
}

/** Errors and warnings of the rules in what environments synthesize, but for what these allow. */
export function findingsIn(synthesized: Synthesized, targets: readonly Target[], out: string): Finding[] {
  return lint(inputsOf(synthesized, out), {
    now: new Date(),
    allow: allowancesOf(targets),
    severities: ['error', 'warning'],
  });
}

/** Tells warnings briefly and errors in full on stderr; false, and exit code 1, where there are errors. */
export function passes(findings: readonly Finding[]): boolean {
  if (findings.length === 0) return true;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const colour = process.stderr.isTTY && !process.env['NO_COLOR'];
  process.stderr.write(briefText(warnings));
  if (warnings.length > 0) process.stderr.write('milvus-l7 lint says why, and what to do\n');
  if (errors.length === 0) return true;
  process.stderr.write(`\n${findingsText(errors, { colour })}\nnothing is written: ${count(errors.length, 'error')}\n`);
  process.exitCode = 1;
  return false;
}
