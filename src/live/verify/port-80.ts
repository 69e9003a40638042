import { get } from 'node:http';
import { connectionFault } from './tcp';
import { TIMED_OUT, codeOf } from '../error-codes';
import { LIMITS } from './limits';
import { type Result, failed, ok } from './stage';

/** Whether port 80 does what the environment says. */
export async function port80Stage(
  { host, address, port = 80 }: { readonly host: string; readonly address: string; readonly port?: number },
  expected: 'redirect' | 'closed' | 'open',
): Promise<Result> {
  const fault = await connectionFault(address, port, LIMITS.port80);
  const isClosed = fault === 'ECONNREFUSED' || fault === TIMED_OUT;
  if (expected === 'closed' && isClosed) return ok('port-80', { reply: fault });
  if (fault !== undefined) return failed('port-80', {}, [fault]);
  const answer = await request(host, address, port);
  if ('code' in answer) return failed('port-80', {}, [answer.code]);
  const { status, location } = answer;
  const seen = { status, ...(location !== undefined && { location }) };
  const does = whatItDoes(status, location);
  return does === expected ? ok('port-80', seen) : failed('port-80', seen, [does]);
}

/** Milvus itself has no answer for a plain GET, and says so: whoever gets that has reached it. */
const FROM_MILVUS = [200, 400, 405, 415];

function whatItDoes(status: number, location: string | undefined): string {
  if (status >= 300 && status < 400 && location?.startsWith('https://') === true) return 'redirect';
  return FROM_MILVUS.includes(status) ? 'open' : `HTTP ${status}`;
}

function request(
  host: string,
  address: string,
  port: number,
): Promise<{ readonly status: number; readonly location?: string } | { readonly code: string }> {
  return new Promise((resolve) => {
    const sent = get({ host: address, port, headers: { host }, agent: false }, (response) => {
      clearTimeout(timer);
      const { statusCode = 0, headers } = response;
      response.destroy();
      resolve({ status: statusCode, ...(headers.location !== undefined && { location: headers.location }) });
    });
    const timer = setTimeout(() => {
      sent.destroy();
      resolve({ code: TIMED_OUT });
    }, LIMITS.port80);
    sent.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: codeOf(error) });
    });
  });
}
