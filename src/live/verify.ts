import { type Resolver, dnsStage } from './verify/dns';
import type { Sdk, Token } from './milvus-client';
import { firstPasswordStage, milvusStage } from './verify/milvus';
import { port80Stage } from './verify/port-80';
import { restStage } from './verify/rest';
import { routingStage } from './verify/routing';
import { type Result, STAGES, type Stage, left } from './verify/stage';
import { tcpStage } from './verify/tcp';
import { alpnStage, tlsStage } from './verify/tls';
import type { Endpoint } from './verify/endpoint';
import { writeTestStage } from './verify/write-test';

/** What is to be verified of one host. */
export interface Subject {
  readonly host: string;
  /** Left out: what DNS says. */
  readonly address?: string;
  readonly port: number;
  /** Certificates in PEM that are trusted. */
  readonly authorities: readonly string[];
  readonly token: Token;
  readonly writeTest: boolean;
  readonly authorization: boolean | 'unmanaged';
  readonly http: 'redirect' | 'closed' | 'open';
  /** Start of the URL paths that lead to REST, where there are some. */
  readonly restPath?: string;
}

/** What it is done with. */
export interface Means {
  readonly sdk: Sdk;
  readonly resolver: Resolver;
  /** Ends a write test early, and what comes after it. */
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Where https is: only there does port 80 of the same address belong to the load balancer. */
const HTTPS = 443;

/**
 * Goes the way of a call to its end, stage by stage; what cannot be reached is told too. Nothing that somebody could
 * misuse is sent before the certificate has been verified.
 */
export async function* verify(subject: Subject, means: Means): AsyncGenerator<Result> {
  const stages = way(subject, means);
  const interrupted = new Promise<undefined>((end) => {
    means.signal.addEventListener('abort', () => end(undefined), { once: true });
  });
  const told = new Set<Stage>();
  let stoppedBy = '';
  const step = () => {
    // Only what has written something has to end by itself.
    const writes = subject.writeTest && told.has('first-password') && !told.has('write-test');
    return writes ? stages.next() : Promise.race([stages.next(), interrupted]);
  };
  for (let done = await step(); done && !done.done; done = await step()) {
    told.add(done.value.stage);
    if (done.value.outcome === 'failed') stoppedBy = done.value.stage;
    yield done.value;
  }
  if (means.signal.aborted) return;
  for (const stage of STAGES) {
    if (!told.has(stage)) yield left(stage, 'not-reached', `${stoppedBy} failed`);
  }
}

async function* way(subject: Subject, { sdk, resolver, signal, now }: Means): AsyncGenerator<Result> {
  const { host, port, authorities, token, authorization, http, restPath } = subject;
  let { address } = subject;
  if (address !== undefined) yield left('dns', 'not-run', 'the address is given');
  else {
    const found = await dnsStage(host, resolver);
    yield found.result;
    address = found.address;
    if (address === undefined) return;
  }
  const to: Endpoint = { host, address, port, authorities };

  const tcp = await tcpStage(to);
  yield tcp;
  if (tcp.outcome === 'failed') return;

  const { result: tls, protocol } = await tlsStage(to, now);
  yield tls;
  if (tls.outcome === 'failed') return;

  const alpn = alpnStage(protocol);
  yield alpn;
  if (alpn.outcome === 'failed') return;

  const routing = await routingStage(to);
  yield routing;
  if (routing.outcome === 'failed') return;

  const milvus = await milvusStage(sdk, to, token);
  yield milvus;
  // Whoever has no password still learns whether the first one works.
  const closed = milvus.codes.some((code) => code === 'NO_TOKEN' || code === 'UNAUTHENTICATED');
  if (milvus.outcome === 'failed' && !closed) return;

  yield await firstPasswordStage(sdk, to, authorization);
  if (!subject.writeTest) yield left('write-test', 'not-run', '--write-test asks for it');
  else if (milvus.outcome === 'failed') yield left('write-test', 'not-reached', 'milvus failed');
  else yield await writeTestStage(sdk, to, token, signal);

  if (port === HTTPS) yield await port80Stage({ host, address }, http);
  else yield left('port-80', 'not-run', `--port ${port}: port 80 there need not be the load balancer's`);
  yield await restStage(to, restPath, token);
}
