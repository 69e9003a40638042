import { Duplex, PassThrough } from 'node:stream';
import type { PortForward } from '@kubernetes/client-node';
import { TIMED_OUT } from './error-codes';

/** How long the API server may take to open a port, in milliseconds. */
const OPEN_LIMIT = 15_000;

/** Why a port of a pod cannot be reached: a status of the API server, or a code. */
export class NotForwarded extends Error {
  constructor(
    readonly code: string,
    /** Of HTTP, where the API server refused. */
    readonly status?: number,
  ) {
    super(code);
  }
}

/**
 * A connection to a port of a pod, through the API server, as `kubectl port-forward` makes one.
 *
 * What the pod's side says of a failure ends the connection with NotForwarded.
 *
 * @throws NotForwarded where it cannot be opened
 */
export async function forwardPort(
  forwarder: Pick<PortForward, 'portForward'>,
  namespace: string,
  pod: string,
  port: number,
): Promise<Duplex> {
  const [toPod, fromPod, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const connection = Duplex.from({ writable: toPod, readable: fromPod });
  // Whoever reads it is told; without this, nobody who reads would be the end of the process.
  connection.on('error', () => undefined);
  errors.on('data', (text: Buffer) => connection.destroy(new NotForwarded(text.toString().trim())));
  const opening = forwarder.portForward(namespace, pod, [port], fromPod, errors, toPod);
  const socket: unknown = await inTime(opening);
  if (!isWebSocket(socket)) throw new NotForwarded('unknown');
  socket.onclose = () => fromPod.end();
  connection.on('close', () => socket.close());
  if (connection.destroyed) {
    socket.close(); // the pod's side was faster than we
    throw connection.errored ?? new NotForwarded('ECONNRESET');
  }
  return connection;
}

/** With no retries, what the client hands over is the socket itself. */
function isWebSocket(value: unknown): value is { onclose: () => void; close(): void } {
  return typeof value === 'object' && value !== null && 'onclose' in value && 'close' in value;
}

async function inTime(opening: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const slow = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NotForwarded(TIMED_OUT)), OPEN_LIMIT);
    });
    return await Promise.race([opening, slow]);
  } catch (error) {
    if (error instanceof NotForwarded) throw error;
    // The client rejects with an event, or with an error of its own.
    const { message = 'unknown' } = (error ?? {}) as { message?: string };
    const status = /Unexpected server response: (\d+)/.exec(message)?.[1];
    throw new NotForwarded(message, status === undefined ? undefined : Number(status));
  } finally {
    clearTimeout(timer);
  }
}
