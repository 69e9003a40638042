import { type ClientHttp2Session, type IncomingHttpHeaders, connect } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import { GRPC_METHOD_PATH } from '../../milvus/service';
import { grpcName } from '../grpc';
import { TIMED_OUT, codeOf } from '../error-codes';
import { LIMITS } from './limits';
import { type Result, failed, ok } from './stage';
import type { Endpoint } from './endpoint';

/** What Milvus may answer to a call without user and password. */
const FROM_MILVUS = ['OK', 'UNAUTHENTICATED'];

/** A gRPC message of no bytes: not compressed, length 0. */
const EMPTY_MESSAGE = Buffer.alloc(5);

/** Makes the call that every client makes first, with the host as :authority and nothing else in it. */
export async function routingStage(endpoint: Endpoint): Promise<Result> {
  const answer = await call(endpoint);
  if ('code' in answer) return failed('routing', {}, [answer.code]);
  const { status, grpc } = answer;
  const seen = { status, ...(grpc !== undefined && { grpc }) };
  if (status !== 200) return failed('routing', seen, [`HTTP ${status}`]);
  return grpc !== undefined && FROM_MILVUS.includes(grpc)
    ? ok('routing', seen)
    : failed('routing', seen, [grpc ?? 'NO_GRPC']);
}

type Answer = { readonly status: number; readonly grpc?: string } | { readonly code: string };

function call({ host, address, port, authorities }: Endpoint): Promise<Answer> {
  return new Promise((resolve) => {
    let session: ClientHttp2Session | undefined = undefined;
    const end = (answer: Answer): void => {
      clearTimeout(timer);
      session?.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end({ code: TIMED_OUT }), LIMITS.routing);
    const fail = (error: unknown): void => end({ code: codeOf(error) });
    session = connect(`https://${host}:${port}`, {
      createConnection: () =>
        connectTls({ host: address, port, servername: host, ca: [...authorities], ALPNProtocols: ['h2'] }),
    });
    session.on('error', fail).on('goaway', (code) => end({ code: `GOAWAY ${code}` }));
    const stream = session.request({
      ':method': 'POST',
      ':path': GRPC_METHOD_PATH,
      ':authority': host,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let headers: IncomingHttpHeaders = {};
    const grpcIn = (fields: IncomingHttpHeaders): string | undefined =>
      fields['grpc-status'] === undefined ? undefined : grpcName(Number(fields['grpc-status']));
    let grpc: string | undefined;
    stream
      .on('response', (received) => {
        headers = received;
        grpc = grpcIn(received);
      })
      .on('trailers', (received: IncomingHttpHeaders) => (grpc ??= grpcIn(received)))
      .on('error', fail)
      .on('close', () => end(answerOf(Number(headers[':status']), grpc)))
      .resume()
      .end(EMPTY_MESSAGE);
  });
}

function answerOf(status: number, grpc: string | undefined): Answer {
  if (Number.isNaN(status)) return { code: 'ECONNRESET' };
  return { status, ...(grpc !== undefined && { grpc }) };
}
