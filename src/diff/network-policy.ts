import { covers, rangeFault } from '../gke/ranges';
import { isMapping, listOf, mappingOf, textOf, valueAt } from '../source/plain';
import type { Mapping } from '../source/plain';
import { isSame } from './fields';
import { code } from './words';

/** One sender and one port that a NetworkPolicy lets in. */
export interface Admission {
  /** Undefined: everybody. */
  readonly peer?: Mapping;
  /** Undefined: every port. */
  readonly port?: Mapping;
}

/** What a NetworkPolicy lets in; one that says nothing of incoming calls lets in everything. */
export function admissionsOf(policy: Mapping): Admission[] {
  const types = listOf(valueAt(policy, ['spec', 'policyTypes']));
  if (types.length > 0 && !types.includes('Ingress')) return [{}];
  return listOf(valueAt(policy, ['spec', 'ingress'])).flatMap((rule) => {
    const [peers, ports] = [listOf(valueAt(rule, ['from'])), listOf(valueAt(rule, ['ports']))];
    const senders = peers.length === 0 ? [undefined] : peers.map(mappingOf);
    const doors = ports.length === 0 ? [undefined] : ports.map(mappingOf);
    return senders.flatMap((peer) => doors.map((port) => ({ ...(peer && { peer }), ...(port && { port }) })));
  });
}

/** Whether all that the one lets in, the other does too. */
export function isWithin(one: Admission, other: Admission): boolean {
  return isPortWithin(one.port, other.port) && isPeerWithin(one.peer, other.peer);
}

/** Whether every object that the one selects, the other does too: one that says nothing selects all. */
export function isSelectorWithin(one: unknown, other: unknown): boolean {
  const labels = mappingOf(valueAt(one, ['matchLabels']));
  const narrower = Object.entries(mappingOf(valueAt(other, ['matchLabels']))).every(
    ([key, value]) => labels[key] === value,
  );
  const expressions = listOf(valueAt(one, ['matchExpressions']));
  return (
    narrower &&
    listOf(valueAt(other, ['matchExpressions'])).every((wanted) => expressions.some((has) => isSame(has, wanted)))
  );
}

/** `` `10.0.0.0/8` on port `9091` `` */
export function wordsOf({ peer, port }: Admission): string {
  const number = port?.['port'];
  return `${peer ? senderWords(peer) : 'everybody'} on ${number === undefined ? 'every port' : `port ${code(number)}`}`;
}

function senderWords(peer: Mapping): string {
  const range = valueAt(peer, ['ipBlock', 'cidr']);
  if (range !== undefined) return code(range);
  const labels = Object.entries(mappingOf(valueAt(peer, ['podSelector', 'matchLabels']))).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const pods = labels.length === 0 ? 'all pods' : `pods with ${labelWords(labels)}`;
  const namespace = peer['namespaceSelector'];
  if (namespace === undefined) return `${pods} of its namespace`;
  const names = Object.entries(mappingOf(valueAt(namespace, ['matchLabels']))).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  return `${pods} of ${names.length === 0 ? 'every namespace' : `namespaces with ${labelWords(names)}`}`;
}

function labelWords(labels: readonly string[]): string {
  return `\`${labels.join(',').replaceAll('`', "'")}\``;
}

function isPortWithin(one: Mapping | undefined, other: Mapping | undefined): boolean {
  if (other?.['port'] === undefined && (other === undefined || protocolOf(one) === protocolOf(other))) return true;
  if (one?.['port'] === undefined || protocolOf(one) !== protocolOf(other)) return false;
  const [from, to] = [other['port'], other['endPort'] ?? other['port']];
  const [first, last] = [one['port'], one['endPort'] ?? one['port']];
  if ([from, to, first, last].every((port) => typeof port === 'number')) {
    return Number(from) <= Number(first) && Number(last) <= Number(to);
  }
  return isSame(one, other);
}

function protocolOf(port: Mapping | undefined): unknown {
  return port?.['protocol'] ?? (port && 'TCP');
}

function isPeerWithin(one: Mapping | undefined, other: Mapping | undefined): boolean {
  if (other === undefined) return true;
  if (one === undefined) return false;
  const [block, around] = [one['ipBlock'], other['ipBlock']];
  if (block !== undefined || around !== undefined) return isBlockWithin(block, around);
  const [namespaces, others] = [one['namespaceSelector'], other['namespaceSelector']];
  // Without a selector of namespaces, the policy's own is meant.
  const inNamespaces =
    namespaces === undefined
      ? others === undefined || isSelectorWithin(undefined, others)
      : others !== undefined && isSelectorWithin(namespaces, others);
  return inNamespaces && isSelectorWithin(one['podSelector'], other['podSelector']);
}

function isBlockWithin(block: unknown, around: unknown): boolean {
  if (!isMapping(block) || !isMapping(around)) return false;
  if (!isRangeWithin(block['cidr'], around['cidr'])) return false;
  const spared = listOf(block['except']);
  return listOf(around['except']).every((hole) => spared.some((one) => isRangeWithin(hole, one)));
}

function isRangeWithin(one: unknown, other: unknown): boolean {
  const [inner, outer] = [textOf(one), textOf(other)];
  if (inner === undefined || outer === undefined) return false;
  if (inner === outer) return true;
  return [inner, outer].every((range) => rangeFault(range) === undefined) && covers(outer, inner);
}
