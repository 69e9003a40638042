import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Alert } from '../../src/monitoring/alert';

/** Whether Prometheus' own checker is there: Debian's package `prometheus` has it, and .ci/run installs that. */
export const HAS_PROMTOOL = spawnSync('promtool', ['--version']).status === 0;

/** A time series, and its values minute by minute, in promtool's notation: `0+10x60` grows by ten sixty times. */
export type Series = Readonly<Record<string, string>>;

/** What promtool finds wrong with expressions; nothing where they are fine. */
export function faultsOf(expressions: readonly string[]): string {
  const rules = expressions.map((expr, index) => ({ record: `rule:${index}`, expr }));
  return inFolder((folder) => {
    const file = write(folder, 'rules.yaml', { groups: [{ name: 'all', interval: '1m', rules }] });
    return promtool(['check', 'rules', file]);
  });
}

/**
 * The labels of what an alert tells at a minute, as promtool's own evaluation has them.
 *
 * @param step - minutes from value to value, and from evaluation to evaluation: a day minute by minute takes long
 */
export function toldAt(minute: number, { id, expr, forSec }: Alert, series: Series, step = 1): string[] {
  return inFolder((folder) => {
    const rule = { alert: id, expr, for: `${forSec}s` };
    const rules = write(folder, 'rules.yaml', { groups: [{ name: 'all', interval: `${step}m`, rules: [rule] }] });
    const test = write(folder, 'test.yaml', {
      rule_files: [rules],
      evaluation_interval: `${step}m`,
      tests: [
        {
          interval: `${step}m`,
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          // It expects what cannot be, so that promtool prints what is.
          alert_rule_test: [
            { eval_time: `${minute}m`, alertname: id, exp_alerts: [{ exp_labels: { never: 'told' } }] },
          ],
        },
      ],
    });
    return labelsIn(promtool(['test', 'rules', test]));
  });
}

function promtool(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

/** `got:[ 0: Labels:{alertname="a", job="b"} Annotations:{} ]`, without the name of the alert. */
function labelsIn(output: string): string[] {
  const got = /got:([^]*)/.exec(output)?.[1];
  if (got === undefined) throw new Error(`promtool says something else:\n${output}`);
  return [...got.matchAll(/Labels:\{(.*?)\}/g)].map(([, labels = '']) =>
    labels.replace(/alertname="[^"]*"(, )?/, '').replace(/, $/, ''),
  );
}

function write(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(content));
  return file;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
