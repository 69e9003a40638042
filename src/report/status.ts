import type { Check, CheckSubject, Status } from '../live/status/check-result';
import { WIDTH, painter, printable, wrapped } from './layout';
import type { Looks, Paint } from './layout';

/** How far an environment is: one release as a list, several as a table; then what to do about what is not ready. */
export function statusText(status: Status, looks: Looks): string {
  const paint = painter(looks);
  const several = status.releases.length > 1;
  const waiting = status.checks.filter(({ ready, notes }) => !ready || notes.length > 0);
  const advice = waiting.map((check) => adviceText(check, status, paint)).filter(Boolean);
  const events = (status.events ?? []).map((event) => wrapped(event, '    ', '  - '));
  return [
    `${paint('bold', status.environment)}, namespace ${status.namespace}`,
    '',
    ...(several ? tableLines(status, paint) : listLines(status, paint)),
    ...(advice.length > 0 ? ['', ...advice] : []),
    ...(status.ready || events.length === 0 ? [] : ['', `the controller says of ${frontOf(status)}:`, ...events]),
    '',
    status.ready ? paint('green', 'ready') : paint('yellow', 'not ready'),
    '',
  ].join('\n');
}

/** `Ingress milvus` */
function frontOf({ ingress, gateway }: Status): string {
  const fronts = [ingress === undefined ? [] : `Ingress ${ingress}`, gateway === undefined ? [] : `Gateway ${gateway}`];
  return fronts.flat().join(' and ');
}

/** For programs: one line. */
export function statusJson(status: Status): string {
  return `${JSON.stringify(status)}\n`;
}

/** A check that is not as it was: since when, what, from what to what, and how long it had been so. */
export function changeText(change: StatusChange, looks: Looks): string {
  const { check, before, elapsed, lasted } = change;
  const paint = painter(looks);
  const state = check.ready ? paint('green', printable(check.state)) : printable(check.state);
  return `${duration(elapsed).padStart(8)}  ${nameOf(check)}: ${printable(before)} → ${state} (after ${duration(lasted)})\n`;
}

export interface StatusChange {
  readonly check: Check;
  /** The state before. */
  readonly before: string;
  /** Milliseconds since the beginning, and in the state before. */
  readonly elapsed: number;
  readonly lasted: number;
}

/** `4m12s` */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours}h${String(minutes).padStart(2, '0')}m`;
  return minutes > 0 ? `${minutes}m${String(seconds % 60).padStart(2, '0')}s` : `${seconds}s`;
}

const LABELS: Readonly<Record<CheckSubject, string>> = {
  dist: 'dist',
  proxies: 'proxies',
  negs: 'NEGs',
  address: 'address',
  backends: 'backends',
  certificate: 'certificate',
  gateway: 'Gateway',
  'gateway-address': 'Gateway IP',
  'gateway-negs': 'Gateway NEGs',
  routes: 'routes',
  policies: 'policies',
};

function nameOf({ subject, release }: Check): string {
  return release === undefined ? LABELS[subject] : `${LABELS[subject]} of ${release}`;
}

function listLines({ checks, releases }: Status, paint: Paint): string[] {
  const [release] = releases;
  const host = `  ${'host'.padEnd(13)}${release?.host ?? ''}`;
  return [host, ...checks.map((check) => `  ${LABELS[check.subject].padEnd(13)}${stateOf(check, paint)}`)];
}

/** One row per release, as wide as what stands in it. */
function tableLines({ checks, releases }: Status, paint: Paint): string[] {
  const of = (subject: CheckSubject, release?: string): Check | undefined =>
    checks.find((check) => check.subject === subject && check.release === release);
  const own = checks.filter(({ release }) => release === undefined);
  const subjects = COLUMNS.filter((subject) => checks.some((one) => one.subject === subject));
  const rows = [
    ['release', 'host', ...subjects.map((subject) => LABELS[subject])],
    ...releases.map(({ name, host }) => [
      name,
      host,
      ...subjects.map((subject) => printable(of(subject, name)?.state ?? '')),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const head = own.map((check) => `  ${LABELS[check.subject].padEnd(13)}${stateOf(check, paint)}`);
  if (lines.some((line) => line.length + 2 > WIDTH)) {
    return [...head, ...releases.flatMap((release) => ['', ...blockLines(release, checks, paint)])];
  }
  return [...head, '', ...lines.map((line, index) => `  ${index === 0 ? paint('dim', line) : line}`)];
}

const COLUMNS = ['certificate', 'backends', 'negs', 'routes', 'policies', 'gateway-negs', 'proxies'] as const;

/** A release whose row would be wider than a terminal. */
function blockLines({ name, host }: Status['releases'][number], checks: Status['checks'], paint: Paint): string[] {
  const own = checks.filter(({ release }) => release === name);
  const lines = own.map((check) => `    ${LABELS[check.subject].padEnd(13)}${stateOf(check, paint)}`);
  return [`  ${name}`, `    ${'host'.padEnd(13)}${host}`, ...lines];
}

function stateOf({ state, ready, details }: Check, paint: Paint): string {
  const more = ready && details.length > 0 ? `, ${details.join(', ')}` : '';
  const text = printable(`${state}${more}`);
  return ready ? text : paint('yellow', text);
}

/** What is behind a state, what to do about it, and how long it is normal. */
function adviceText(check: Check, status: Status, paint: Paint): string {
  const { ready, details, meaning, normalMinutes, notes } = check;
  const shown = details.slice(0, MAX_DETAILS);
  const rest = details.length - shown.length;
  const told = ready ? '' : (meaning ?? ADVICE[check.subject](status));
  return [
    paint('bold', `${nameOf(check)}: ${printable(check.state)}`),
    ...(ready ? [] : shown.map((detail) => wrapped(detail, '    ', '  - '))),
    ...(ready || rest <= 0 ? [] : [`  - and ${rest} more`]),
    ...(told === '' ? [] : [wrapped(told, '  ')]),
    ...(ready || normalMinutes === undefined ? [] : [`  normal for up to ${normalMinutes} minutes`]),
    ...notes.map((note) => wrapped(NOTES[note] ?? note, '  ')),
  ].join('\n');
}

const MAX_DETAILS = 8;

const ADVICE: Readonly<Record<CheckSubject, (status: Status) => string>> = {
  dist: ({ environment }) =>
    `What is applied is not what dist/ says. Apply dist/manifests/${environment}.k8s.yaml and the Helm values, by the runbook; or write what is live into the environment.`,
  proxies: ({ namespace }) =>
    `The pods of Milvus do not answer yet: kubectl get pods --namespace ${namespace}, then describe and logs of those above.`,
  negs: () =>
    'The load balancer does not know the Service yet: it must carry the annotations of the values, and the Ingress must lead to it.',
  address: ({ ingress, namespace }) =>
    `The controller has not built the load balancer: it syncs all or nothing, and its events say what is missing. kubectl describe ingress ${ingress ?? ''} --namespace ${namespace}.`,
  backends: () =>
    'The load balancer reaches no healthy Milvus: are the proxies ready, does 9091 /healthz answer, is the firewall open?',
  certificate: () =>
    'Port 443 answers only once the certificate is there: its Secret, its Certificate or its name in Compute Engine must exist.',
  gateway: ({ gateway, namespace }) =>
    `The controller sets up all of a Gateway or nothing. kubectl describe gateway ${gateway ?? ''} --namespace ${namespace}.`,
  'gateway-address': () => 'The Gateway has no address yet: it gets one as it is programmed.',
  'gateway-negs': () =>
    'The load balancer does not know the Service of the Gateway yet: it must be there, and its route must lead to it.',
  routes: ({ namespace }) =>
    `The Gateway has not taken the route: kubectl describe httproute --namespace ${namespace}. One that GKE refuses stops all of the Gateway.`,
  policies: () =>
    'The load balancer does without what the policy says: its health check, time-outs or logging. Another policy for the same Service may be older and win.',
};

const NOTES: Readonly<Record<string, string>> = {
  NO_GATE:
    "Some pods are from before the Ingress, and updates of them do not wait for the load balancer: restart the proxies once, by the runbook's step.",
};
