import type { NamedAnswer } from '../live/preflight/facts';
import { valueAt, listOf, textOf } from '../source/plain';
import type { Topology } from '../topology/topology';
import { dateOf } from './date-of';
import { type Finding, Findings } from './finding';

/** Certificates that others made: what each is for and until when, and whether together they cover every host. */
export function preSharedFindings({ releases }: Topology, named: readonly NamedAnswer[], now: Date): Finding[] {
  const certificates = named.filter(({ kind }) => kind === 'SSL certificate');
  if (certificates.length === 0) return [];
  const names = certificates.map(({ found }) => namesOf('value' in found ? found.value : undefined));
  const each = certificates.flatMap(({ name, found }) => {
    const findings = new Findings('named', `SSL certificate ${name}`);
    if ('value' in found && found.value) judge(findings, found.value, now);
    return findings.all;
  });
  // One that was not told may be for any host.
  if (names.some((some) => some.length === 0)) return each;
  const together = new Findings('named', 'SSL certificates');
  const uncovered = releases.map(({ host }) => host).filter((host) => !names.flat().some((one) => covers(one, host)));
  if (uncovered.length > 0)
    together.stop(`none of them is for ${uncovered.join(', ')}`, 'name one that is, or correct the host');
  return [...each, ...together.all];
}

function judge(findings: Findings, value: Readonly<Record<string, unknown>>, now: Date): void {
  const until = textOf(value['expireTime']);
  const day = until?.slice(0, 10);
  if (until !== undefined && dateOf(until, now) <= now) {
    findings.stop(`has ended on ${day ?? until}`, 'name another one in the environment');
    return;
  }
  const names = namesOf(value).join(', ') || 'its names are not told';
  findings.ok(day === undefined ? names : `${names}, until ${day}`);
}

/** Of one that was uploaded, or that Google issues. */
function namesOf(value: Readonly<Record<string, unknown>> | undefined): string[] {
  const lists = [['subjectAlternativeNames'], ['managed', 'domains']].map((path) => listOf(valueAt(value, path)));
  return [...new Set(lists.flat().filter((name) => typeof name === 'string'))];
}

/** A wildcard stands for one label. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}
