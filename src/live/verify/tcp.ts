import { connect } from 'node:net';
import { TIMED_OUT, codeOf } from '../error-codes';
import { LIMITS } from './limits';
import { type Result, failed, ok } from './stage';
import { type Endpoint, endpointOf } from './endpoint';

/** Whether anything takes connections there. */
export async function tcpStage(endpoint: Endpoint): Promise<Result> {
  const started = Date.now();
  const seen = { endpoint: endpointOf(endpoint) };
  const code = await connectionFault(endpoint.address, endpoint.port, LIMITS.tcp);
  return code === undefined ? ok('tcp', { ...seen, milliseconds: Date.now() - started }) : failed('tcp', seen, [code]);
}

/** The code of what keeps a connection from being made; undefined where nothing does. */
export function connectionFault(host: string, port: number, limit: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: limit });
    const end = (code?: string): void => {
      socket.destroy();
      resolve(code);
    };
    socket
      .on('connect', () => end())
      .on('timeout', () => end(TIMED_OUT))
      .on('error', (error) => end(codeOf(error)));
  });
}
