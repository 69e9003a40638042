import type { Finding, Rule } from '../rules/rule';
import { count } from './faults';
import { WIDTH, cut, painter, printable, wrapped } from './layout';
import type { Looks, Paint } from './layout';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** For people: place, message, the lines themselves, why, cure and a page. */
export function findingsText(findings: readonly Finding[], looks: Looks): string {
  const paint = painter(looks);
  return findings.map((finding) => `${prettyText(finding, paint)}\n`).join('\n');
}

/** One line a finding and one for its message: for a run whose subject is something else. */
export function briefText(findings: readonly Finding[]): string {
  return findings
    .map((finding) => `${finding.severity}: ${placeOf(finding)} ${finding.rule}\n${wrapped(finding.message, '    ')}\n`)
    .join('');
}

/** `3 files: 2 errors, 1 warning` */
export function sumText(findings: readonly Finding[], files: number): string {
  if (findings.length === 0) return `${count(files, 'file')}: nothing found\n`;
  const of = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  const [errors, warnings, infos] = [of('error'), of('warning'), of('info')];
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(infos > 0 ? [`${infos} info`] : []),
  ];
  return `${count(files, 'file')}: ${parts.join(', ')}\n`;
}

/** What of the named folders and streams was not looked at, by the reason. */
export interface Skipped {
  readonly otherEndings: number;
  readonly nothingOfOurs: number;
  readonly hidden: number;
  readonly packages: number;
  readonly linkedFolders: number;
  readonly empty: number;
}

const SKIPPED = {
  otherEndings: ['file that is neither YAML nor JSON', 'files that are neither YAML nor JSON'],
  nothingOfOurs: ['file without objects or values of Milvus', 'files without objects or values of Milvus'],
  hidden: ['hidden file or folder', 'hidden files or folders'],
  packages: ['node_modules', 'node_modules'],
  linkedFolders: ['link to a folder', 'links to folders'],
  empty: ['empty input', 'empty inputs'],
} as const;

/** `skipped: 2 hidden files or folders`; nothing where nothing was. */
export function skippedText(skipped: Skipped): string {
  const parts = (Object.keys(SKIPPED) as (keyof Skipped)[]).flatMap((reason) => {
    const number = skipped[reason];
    const [one, several] = SKIPPED[reason];
    return number === 0 ? [] : [`${number} ${number === 1 ? one : several}`];
  });
  return parts.length === 0 ? '' : `${wrapped(parts.join(', '), '         ', 'skipped: ')}\n`;
}

/** Every rule with its severity and what happens otherwise. */
export function rulesText(rules: readonly Rule[]): string {
  return rules.map(({ id, severity, why }) => `${severity.padEnd(8)} ${id}\n${wrapped(why, '    ')}\n`).join('');
}

export function rulesJson(rules: readonly Rule[]): string {
  const plain = rules.map(({ id, severity, why, cure, see }) => ({ id, severity, why, cure, see }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function placeOf({ at: { file, line, col } }: Finding): string {
  return `${file}:${line}:${col}`;
}

function prettyText(finding: Finding, paint: Paint): string {
  const { severity, rule, message, why, cure, see, object, environment, path } = finding;
  const subject = [object, path].filter(Boolean).join(' ');
  const about = environment === undefined ? subject : `${subject}, environment ${environment}`;
  return [
    `${paint('bold', placeOf(finding))} ${paint(COLOURS[severity], severity)} ${rule}`,
    ...(about === '' ? [] : [wrapped(about, '  ')]),
    paint('bold', wrapped(message, '  ')),
    '',
    ...(finding.frame.length === 0 ? [] : [...frameText(finding, paint), '']),
    wrapped(why, '        ', '  why   '),
    wrapped(cure, '        ', '  cure  '),
    `  see   ${see}`,
  ].join('\n');
}

function frameText({ frame, at }: Finding, paint: Paint): string[] {
  const digits = String(frame.at(-1)?.line ?? 0).length;
  return frame.flatMap(({ line, text }) => {
    const here = line === at.line;
    const start = `${here ? '  > ' : '    '}${String(line).padStart(digits)} | `;
    const shown = `${start}${cut(printable(text), WIDTH - start.length)}`;
    if (!here) return [paint('dim', shown)];
    const caret = start.length + at.col - 1;
    return [
      shown,
      ...(caret < WIDTH ? [`${' '.repeat(start.length - 2)}| ${' '.repeat(at.col - 1)}${paint('red', '^')}`] : []),
    ];
  });
}
