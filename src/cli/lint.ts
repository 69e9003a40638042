import { version } from '../../package.json';
import { environmentFiles } from '../config/environment-files';
import { UserError, WrongUse } from '../errors';
import { rulesJson, rulesText, skippedText, sumText } from '../report/findings';
import type { Skipped } from '../report/findings';
import { FORMATS } from '../report/formats/index';
import type { FormatName } from '../report/formats/index';
import { RULES } from '../rules/index';
import type { Rule } from '../rules/rule';
import { lint } from '../rules/run';
import type { Input, Options } from '../rules/run';
import { nearest } from '../source/did-you-mean';
import { readNamed } from './lint-inputs';
import { looksOf } from './looks';

export interface LintOptions {
  readonly format: FormatName;
  /** Ids; none: every rule. */
  readonly rule: readonly string[];
  readonly strict?: boolean;
  readonly list?: boolean;
}

/**
 * Looks at files, folders, pipes and `-`, standard input; at what the environments synthesize where none are named.
 *
 * @returns the exit code: 0 no errors and, if strict, no warnings; else 1
 * @throws WrongUse for paths and rules that there are not
 */
export async function lintFiles(root: string, named: readonly string[], options: LintOptions): Promise<number> {
  const { format, rule: ids, strict = false, list } = options;
  const rules = ids.length === 0 ? RULES : RULES.filter(({ id }) => ids.includes(id));
  const unknown = ids.filter((id) => !RULES.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new WrongUse(unknown.map(unknownRule));
  if (list) {
    process.stdout.write(format === 'json' ? rulesJson(rules) : rulesText(rules));
    return 0;
  }
  const { inputs, allow, skipped }: Read = named.length === 0 ? await fromEnvironments(root) : readNamed(root, named);
  const findings = lint(inputs, { now: new Date(), rules, allow });
  const looks = looksOf();
  process.stdout.write(FORMATS[format]({ findings, rules, version, looks }));
  const space = findings.length > 0 && format === 'pretty' ? '\n' : '';
  process.stderr.write(`${space}${sumText(findings, inputs.length)}${skipped ? skippedText(skipped) : ''}`);
  return findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning')) ? 1 : 0;
}

interface Read {
  readonly inputs: readonly Input[];
  readonly allow?: Options['allow'];
  readonly skipped?: Skipped;
}

/**
 * Whoever names files, or has no environment, needs neither the schema of environments nor cdk8s, which take longer to
 * load than all rules.
 */
async function fromEnvironments(root: string): Promise<Read> {
  const { files, faults } = environmentFiles(root);
  if (files.length === 0) throw new UserError(faults);
  return (await import('./lint-environments')).inputsOfEnvironments(root);
}

function unknownRule(id: string): string {
  const near = nearest(
    id,
    RULES.map((rule: Rule) => rule.id),
  );
  return `--rule ${id}: no such rule${near === undefined ? '; see milvus-l7 lint --list' : `, did you mean ${near}?`}`;
}
