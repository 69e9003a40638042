import { readFileSync } from 'node:fs';
import type { Finding } from '../rules/rule';
import { lint } from '../rules/run';
import { readParts } from '../source/parts';
import { isMapping, mappingOf } from '../source/plain';

/** What cdk8s-cli hands to a validation; its own type asks for more, and is no dependency of ours. */
export interface Cdk8sValidationContext {
  /** The files that were synthesized. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Cdk8sViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

export interface Cdk8sViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/**
 * The rules of `milvus-l7 lint` as a validation of cdk8s-cli: `class: MilvusValidation` in cdk8s.yaml. Errors fail the
 * synth, warnings and infos are told. An annotation `milvus-l7/allow.<rule>: <reason>` on an object allows a finding.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class MilvusValidation {
  /** Looks at every manifest of the app together: they name each other's objects. */
  validate({ manifests, report }: Cdk8sValidationContext): Promise<void> {
    const inputs = manifests.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const findings = lint(inputs, { now: new Date() });
    const names = inputs.flatMap(({ file, text }) => namesIn(text, file));
    for (const found of byRule(findings)) report.addViolation(violationOf(found, names));
    const count = (severity: Finding['severity']) => String(findings.filter((one) => one.severity === severity).length);
    const failed = findings.some(({ severity }) => severity === 'error');
    report.submit(failed ? 'failure' : 'success', {
      Errors: count('error'),
      Warnings: count('warning'),
      Infos: count('info'),
    });
    return Promise.resolve();
  }
}

function byRule(findings: readonly Finding[]): Finding[][] {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return rules.map((rule) => findings.filter((one) => one.rule === rule));
}

function violationOf(findings: readonly Finding[], names: readonly string[]): Cdk8sViolation {
  const { rule = '', severity = 'error', why = '', cure = '', see = '' } = findings[0] ?? {};
  return {
    ruleName: rule,
    recommendation: `${severity}: ${why}`,
    fix: `${cure} ${see}`,
    violatingResources: findings.map(({ object = '', at, path, message }) => ({
      resourceName: resourceNameOf(object, names),
      locations: [[`line ${at.line}`, path, message].filter((part) => part !== undefined).join(': ')],
      manifestPath: at.file,
    })),
  };
}

/** cdk8s-cli looks the construct up by the name alone: a name of several objects would lead to any of them. */
function resourceNameOf(object: string, names: readonly string[]): string {
  const name = object.replace(/^.*[ /]/, '');
  return names.filter((one) => one === name).length === 1 ? name : object;
}

function namesIn(text: string, file: string): string[] {
  return readParts(text, file).parts.flatMap(({ value }) => {
    const { name } = isMapping(value) ? mappingOf(value['metadata']) : {};
    return typeof name === 'string' ? [name] : [];
  });
}
