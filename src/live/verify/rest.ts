import { request } from 'node:https';
import { type RestCall, listCallBelow } from '../../milvus/rest';
import { TIMED_OUT, codeOf } from '../error-codes';
import { LIMITS } from './limits';
import type { Token } from '../milvus-client';
import { type Result, failed, left, ok } from './stage';
import type { Endpoint } from './endpoint';

/** Bytes of an answer that are looked at: the list of collections may be long, its `code` comes first. */
const ENOUGH = 4096;

/** Asks REST for the list of collections, where it is routed. */
export async function restStage(endpoint: Endpoint, path: string | undefined, token: Token): Promise<Result> {
  if (path === undefined) return left('rest', 'not-applicable', 'the environment routes no REST');
  const call = listCallBelow(path);
  if (call === undefined) return left('rest', 'not-run', `no call that changes nothing is known below ${path}`);
  const answer = await send(endpoint, call, token);
  if ('code' in answer) return failed('rest', { path: call.path }, [answer.code]);
  const { status, body } = answer;
  const restCode = /^\s*\{\s*"code"\s*:\s*(\d+)/.exec(body)?.[1];
  const seen = { path: call.path, status, ...(restCode !== undefined && { restCode: Number(restCode) }) };
  if (restCode === undefined) return failed('rest', seen, [status === 200 ? 'NO_REST' : `HTTP ${status}`]);
  if (status === 200 && ['0', '200'].includes(restCode)) return ok('rest', seen);
  // Milvus itself has answered; without a token it must refuse.
  return token === undefined && isRefusal(status, Number(restCode))
    ? ok('rest', seen, ['NO_TOKEN'])
    : failed('rest', seen, [`REST ${restCode}`]);
}

/** @see https://milvus.io/api-reference/restful/v2.4.x/Error%20Codes.md */
function isRefusal(status: number, code: number): boolean {
  return status === 401 || status === 403 || code === 1800;
}

type Answer = { readonly status: number; readonly body: string } | { readonly code: string };

function send({ host, address, port, authorities }: Endpoint, { path, body }: RestCall, token: Token): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = {
      host,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const options = {
      host: address,
      port,
      servername: host,
      ca: [...authorities],
      agent: false as const,
      path,
      headers,
    };
    const end = (answer: Answer): void => {
      clearTimeout(timer);
      sent.destroy();
      resolve(answer);
    };
    const sent = request({ ...options, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      let text = '';
      const done = (): void => end({ status: response.statusCode ?? 0, body: text });
      response
        .setEncoding('utf8')
        .on('data', (part: string) => {
          text += part;
          if (text.length > ENOUGH) done();
        })
        .on('end', done)
        .on('error', (error) => end({ code: codeOf(error) }));
    });
    const timer = setTimeout(() => end({ code: TIMED_OUT }), LIMITS.rest);
    sent.on('error', (error) => end({ code: codeOf(error) })).end(body);
  });
}
