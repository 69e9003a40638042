import * as z from 'zod';
import { REST, TAKEN_PORTS } from '../milvus/rest';
import { text, whole } from './text';

const port = whole(REST.ports)
  .superRefine((value, context) => {
    const owner = TAKEN_PORTS[value];
    if (owner === undefined) return;
    context.addIssue({
      code: 'custom',
      message: `must not be a port that Milvus has for ${owner}`,
      params: { cure: `leave it out for ${REST.port}` },
    });
  })
  .default(REST.port)
  .describe("Port of the Milvus pods, 1024 to 65535; none of Milvus' others.");

/** What the load balancer would take from gRPC: the first segment of its paths is the name of a service. */
const GRPC_PATH = /^\/(milvus\.proto|grpc)\./;

const path = text(
  /^(\/[-_~A-Za-z0-9][-._~A-Za-z0-9]*)+$/,
  'must be the start of URL paths such as /v2/vectordb: no wildcard, no slash at the end',
  REST.path,
)
  .superRefine((value, context) => {
    if (!GRPC_PATH.test(value)) return;
    const message = 'must not be the path of a gRPC service: all of its calls would go to REST';
    context.addIssue({ code: 'custom', message, params: { cure: `leave it out for ${REST.path}` } });
  })
  .default(REST.path)
  .describe(
    'Calls at and below this path of the host go to the REST port. The path arrives at Milvus as it is, so it must be one that Milvus serves: `/v2/vectordb`, or `/v1/vector` for the first version of the API.',
  );

export const rest = z
  .union([z.literal([false, 'unmanaged']), z.strictObject({ port, path })])
  .optional()
  .describe(
    "Milvus' REST API. `false` turns it off (`proxy.http.enabled: false`), because on the TLS port of gRPC it stops current proxies from starting; `{ port, path }` gives it a port of its own, with a Service, a BackendConfig and a path on the Ingress; `unmanaged` says nothing of it. Left out: the port of its own that an existing values file gives it, which the load balancer does not lead to, else `false`.",
  );
