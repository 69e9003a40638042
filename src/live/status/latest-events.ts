import type { LiveObject } from '../resources';

const LATEST = 3;

/** What a controller says of the objects of a kind, the latest first: it says why it syncs nothing, again and again. */
export function latest(events: readonly LiveObject[], kind: string): string[] {
  const texts = events
    .filter((event) => kindOf(event) === kind)
    .sort((a, b) => timeOf(b).localeCompare(timeOf(a)))
    .map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
  return [...new Set(texts)].slice(0, LATEST);
}

function kindOf({ involvedObject }: LiveObject): string | undefined {
  return (involvedObject as { kind?: string } | undefined)?.kind;
}

function timeOf({ lastTimestamp, eventTime, metadata }: LiveObject): string {
  const times = [lastTimestamp, eventTime, metadata.creationTimestamp];
  return times.find((time) => typeof time === 'string') ?? '';
}
