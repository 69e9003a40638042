import type { Outcome, Result, Seen, SeenCertificate } from '../live/verify/stage';
import type { Setup } from './cause';
import { NOTES, causesOf } from './causes';
import { count } from './faults';
import { painter, wrapped } from './layout';
import type { Looks } from './layout';

const WORDS: Readonly<Record<Outcome, string>> = {
  ok: 'ok',
  failed: 'FAILED',
  'not-applicable': 'not applicable',
  'not-run': 'not run',
  'not-reached': 'not reached',
};

const COLUMN = 16;
const REST = ' '.repeat(2 * COLUMN);

/** One stage: what became of it, what it saw, and, where it failed, what that may come from and what to do. */
export function stageText(result: Result, host: string, setup: Setup, looks: Looks): string {
  const { stage, outcome, seen, codes, notes, reason } = result;
  const paint = painter(looks);
  const word = WORDS[outcome].padEnd(COLUMN);
  const coloured =
    outcome === 'ok' ? paint('green', word) : outcome === 'failed' ? paint('red', word) : paint('dim', word);
  const told = [
    ...codes.filter((code) => code !== seen.grpc),
    ...seenParts(seen),
    ...(reason === undefined ? [] : [reason]),
  ];
  const saw = [...new Set(told)].join(', ');
  // The first column is coloured behind the wrapping, which counts letters.
  const lines = wrapped(saw, REST, ' '.repeat(COLUMN) + stage.padEnd(COLUMN));
  return [
    `${coloured}${lines.slice(COLUMN)}`,
    ...notes.map((note) => wrapped(NOTES[note] ?? note, '          ', '    note  ')),
    ...causesOf(result, host, setup).flatMap(({ cause, cure }) => [
      wrapped(cause, '           ', '    cause  '),
      wrapped(cure, '           ', '    cure   '),
    ]),
    '',
  ].join('\n');
}

/** The stages of one host, in the order of a client's way. */
export interface VerifiedHost {
  readonly host: string;
  readonly setup: Setup;
  readonly results: readonly Result[];
}

/** All that was found, for programs, with the causes and cures that a person reads; one object, on one line. */
export function verifyJson(environment: string, verified: readonly VerifiedHost[]): string {
  const hosts = verified.map(({ host, setup, results }) => ({
    host,
    stages: results.map((result) => ({ ...result, causes: causesOf(result, host, setup) })),
  }));
  const failed = verified.some(({ results }) => results.some(({ outcome }) => outcome === 'failed'));
  return `${JSON.stringify({ environment, failed, hosts })}\n`;
}

/** `9 stages ok, 1 failed` */
export function verifySum(results: readonly Result[]): string {
  const of = (outcome: Outcome): number => results.filter((one) => one.outcome === outcome).length;
  const others = (['failed', 'not-run', 'not-applicable', 'not-reached'] as const)
    .map((outcome) => [of(outcome), WORDS[outcome].toLowerCase()] as const)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`);
  return `${[`${count(of('ok'), 'stage')} ok`, ...others].join(', ')}\n`;
}

function seenParts(seen: Seen): string[] {
  const { a, aaaa, endpoint, milliseconds, tlsVersion, certificate, protocol, status, grpc } = seen;
  const { location, version, collection, dropped, step, restCode, path, reply } = seen;
  return [
    ...(a ? [`A ${a.join(' ')}`] : []),
    ...(aaaa ? [`AAAA ${aaaa.join(' ')}`] : []),
    ...(endpoint === undefined ? [] : [endpoint]),
    ...(milliseconds === undefined ? [] : [`${milliseconds} ms`]),
    ...(tlsVersion === undefined ? [] : [tlsVersion]),
    ...(certificate ? certificateParts(certificate) : []),
    ...(protocol === undefined ? [] : [`ALPN ${protocol}`]),
    ...(path === undefined ? [] : [path]),
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(grpc === undefined ? [] : [`gRPC ${grpc}`]),
    ...(location === undefined ? [] : [`to ${location}`]),
    ...(restCode === undefined ? [] : [`code ${restCode}`]),
    ...(version === undefined ? [] : [`Milvus ${version}`]),
    ...(step === undefined ? [] : [`at ${step}`]),
    ...(collection === undefined ? [] : [`${collection} ${dropped ? 'is dropped again' : 'is still there'}`]),
    ...(reply === undefined ? [] : [`closed, ${reply}`]),
  ];
}

function certificateParts({ subject, issuer, names, notBefore, notAfter, daysLeft }: SeenCertificate): string[] {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  return [
    `for ${names.length === 0 ? subject : names.join(' ')}`,
    subject === issuer ? 'self-signed' : `by ${issuer}`,
    `${day(notBefore)} to ${day(notAfter)}`,
    daysLeft < 0 ? `${-daysLeft} days ago` : `${count(daysLeft, 'day')} left`,
  ];
}
