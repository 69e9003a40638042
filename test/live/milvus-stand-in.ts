import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Certificate } from './certificates';
import { http2 } from './servers';

/** As much of Milvus as signing in and changing a password takes, with real gRPC over TLS and HTTP/2. */
export class MilvusStandIn {
  /** Of root. */
  password = 'Milvus';
  /** Whether a password is asked for at all. */
  authorization = true;
  /** Paths of the calls, in their order. */
  readonly calls: string[] = [];
  /** Whether it says that it has changed the password, and has not. */
  forgets = false;
  port = 0;

  static async start(certificate: Certificate): Promise<MilvusStandIn> {
    const milvus = new MilvusStandIn();
    milvus.port = await http2(certificate, (stream, headers) => milvus.answer(stream, headers));
    return milvus;
  }

  private answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const method = String(headers[':path']).split('/').at(-1) ?? '';
    this.calls.push(method);
    const token = Buffer.from(headers['authorization'] ?? '', 'base64').toString();
    const open = { ':status': 200, 'content-type': 'application/grpc' };
    if (this.authorization && token !== `root:${this.password}`) {
      stream.respond({ ...open, 'grpc-status': '16' }, { endStream: true });
      return;
    }
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (method === 'UpdateCredential' && !this.forgets) this.password = newPasswordIn(Buffer.concat(parts));
      stream.respond(open, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      // Of GetVersion, field 2 is the version; of the others, nothing means success.
      stream.end(frame(method === 'GetVersion' ? field(2, '2.6.19') : Buffer.alloc(0)));
    });
  }
}

/** Field 4 of UpdateCredentialRequest, in base64. */
function newPasswordIn(request: Buffer): string {
  let at = 5; // behind the frame's head
  while (at < request.length) {
    const [tag = 0, length = 0] = [request[at], request[at + 1]];
    const value = request.subarray(at + 2, at + 2 + length);
    if (tag >> 3 === 4) return Buffer.from(value.toString(), 'base64').toString();
    at += 2 + length;
  }
  throw new Error('no new password in the request');
}

function field(number: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, text.length]), Buffer.from(text)]);
}

function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
