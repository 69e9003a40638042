import type { Area, Finding, Outcome, Preflight } from '../preflight/finding';
import type { Topology } from '../topology/topology';
import { count } from './faults';
import { type Looks, type Paint, painter, wrapped } from './layout';

/** Everything that was looked at, area by area, and the verdict. */
export function preflightText(
  { environment, namespace }: Topology,
  { go, findings }: Preflight,
  isInTheWay: (finding: Finding) => boolean,
  looks: Looks,
): string {
  const paint = painter(looks);
  const areas = [...new Set(findings.map(({ area }) => area))];
  const blocks = areas.map((area) =>
    [
      paint('bold', TITLES[area]),
      ...findings.filter((one) => one.area === area).map((finding) => lineOf(finding, isInTheWay(finding), paint)),
      '',
    ].join('\n'),
  );
  const ways = findings.filter(isInTheWay);
  const unasked = ways.filter(({ outcome }) => outcome === 'not-run').length;
  const verdict = go
    ? paint('green', 'go')
    : paint(
        'red',
        `stop: ${count(ways.length - unasked, 'reason')}, ${count(unasked, 'check')} that must be run and was not`,
      );
  return [`${paint('bold', environment)}, namespace ${namespace}`, '', ...blocks, verdict, ''].join('\n');
}

/** For programs: one line. */
export function preflightJson({ environment, namespace }: Topology, preflight: Preflight): string {
  return `${JSON.stringify({ environment, namespace, ...preflight })}\n`;
}

const TITLES: Readonly<Record<Area, string>> = {
  place: 'the right place',
  cluster: 'what the cluster can do',
  named: 'what the environment names and others make',
  release: 'the live releases',
  exposure: 'who could get in that could not before',
  clients: 'who is cut off',
  dns: 'DNS today',
  secrets: 'Secrets',
};

const WORDS: Readonly<Record<Outcome, string>> = { ok: 'ok', note: 'note', stop: 'STOP', 'not-run': 'not run' };

/** Behind the longest word, and two spaces. */
const INDENT = ' '.repeat(11);

function lineOf({ outcome, about, message, cure }: Finding, inTheWay: boolean, paint: Paint): string {
  const word = `  ${WORDS[outcome].padEnd(9)}`;
  const text = wrapped(about === undefined ? message : `${about}: ${message}`, INDENT, word);
  const told = inTheWay ? text.replace(word, paint('red', word)) : text;
  return cure === undefined ? told : `${told}\n${wrapped(cure, `${INDENT}  `)}`;
}
