import { type Told, applyAgain, always } from './cause';

type Causes = Readonly<Record<string, Told>>;

const unhealthy: Told = ({ settings }) => ({
  cause: `no healthy backend: the proxies are down, nothing answers on 9091 /healthz, the firewall drops it, or ${settings} is not bound`,
  cure: 'Are the proxies ready? Does the Service carry the annotations of the values? In a shared VPC, events of the Ingress show a firewall command.',
});
const noGoodBackend: Told = ({ environment }) => ({
  cause:
    'no healthy backend, or one that breaks the connection: seconds of a restart, or Milvus in plaintext (tlsMode 0), with which health checks stay green',
  cure: `Again in a minute; then milvus-l7 status ${environment}. Backends unhealthy? The proxies and 9091. Healthy? tlsMode must be 1: helm get values shows what is live.`,
});
const noRoute: Told = ({ name }, host) => ({
  cause: `the default backend answers: ${host} is no host of the Ingress ${name}, or its path takes no gRPC`,
  cure: `kubectl describe ingress ${name}: the host must be there, its path / with pathType Prefix.`,
});
const armor = always(
  'a Cloud Armor policy does not let this address in: that of the environment, or one of an organization or another team',
  "Ours: add the client's range, as seen behind its NAT, to loadBalancer.securityPolicy.allow. Else the load balancer's log names the policy.",
);
const tooMany = always('the rate limit of Cloud Armor', 'Wait a minute; else raise requestsPerMinute.');
const slow = always(
  'no answer in time, though the way is open: Milvus is busy or hangs',
  'Look at the proxies: kubectl logs, CPU, memory.',
);
const wrongPassword = always('user and password are wrong', 'Set MILVUS_TOKEN to user:password, as Milvus has them.');

const http: Readonly<Record<string, Told>> = {
  'HTTP 403': armor,
  'HTTP 404': noRoute,
  'HTTP 429': tooMany,
  'HTTP 502': noGoodBackend,
  'HTTP 503': unhealthy,
  'HTTP 504': slow,
};
const grpc: Readonly<Record<string, Told>> = {
  UNAVAILABLE: (setup, host) => ({
    cause: `${unhealthy(setup, host).cause}; or seconds of a restart; or Milvus speaks plaintext (tlsMode 0) while health checks stay green`,
    cure: noGoodBackend(setup, host).cure,
  }),
  UNIMPLEMENTED: noRoute,
  PERMISSION_DENIED: armor,
  UNAUTHENTICATED: wrongPassword,
  RESOURCE_EXHAUSTED: tooMany,
  ETIMEDOUT: slow,
};

/** Why calls fail on a sound connection, stage by stage and code by code. */
export const CALL_CAUSES: Readonly<
  Record<'routing' | 'milvus' | 'first-password' | 'write-test' | 'port-80' | 'rest', Causes>
> = {
  routing: {
    ...http,
    ...grpc,
    'HTTP 415': always(
      'something answers that speaks no gRPC',
      'The gRPC port of the Service must be 19530, and REST must not be at this path.',
    ),
    ECONNRESET: noGoodBackend,
    NO_GRPC: always('something answers that speaks no gRPC', 'Look at what is between client and load balancer.'),
  },
  milvus: {
    ...grpc,
    NO_VERSION: noRoute,
    NO_TOKEN: always(
      'Milvus answers, and asks for user and password',
      'Set MILVUS_TOKEN to user:password, or MILVUS_USER and MILVUS_PASSWORD.',
    ),
  },
  'first-password': {
    ...grpc,
    FIRST_PASSWORD: always(
      'whoever reaches the address gets in as root, with the password that everybody knows',
      'Change it now: milvus-l7 password.',
    ),
    NO_VERSION: noRoute,
  },
  'write-test': {
    ...grpc,
    PERMISSION_DENIED: always('the user may not do that', 'Set MILVUS_TOKEN to one who may make and drop collections.'),
    INTERRUPTED: always('somebody interrupted it', 'Run it again; drop the collection by hand if it is still there.'),
    NOT_DROPPED: always('the collection is still there', 'Drop it by hand.'),
    ROWS_MISSING: always('not all rows were taken', "Look at Milvus' own logs, and at its object storage."),
    WRONG_ROW: always('a search does not find what was inserted', "Look at Milvus' own logs, and at its query nodes."),
  },
  'port-80': {
    ETIMEDOUT: (setup) => ({
      cause: `port 80 is closed, and the environment says ${setup.http}`,
      cure: applyAgain(setup),
    }),
    ECONNREFUSED: (setup) => ({
      cause: `port 80 is closed, and the environment says ${setup.http}`,
      cure: applyAgain(setup),
    }),
    open: (setup) => ({
      cause: `port 80 serves Milvus in clear text, and the environment says ${setup.http}`,
      cure: applyAgain(setup),
    }),
    redirect: (setup) => ({
      cause: `port 80 redirects, and the environment says ${setup.http}`,
      cure: applyAgain(setup),
    }),
    'HTTP 404': (setup) => ({
      cause: `port 80 is open, and answers 404; the environment says ${setup.http}`,
      cure: applyAgain(setup),
    }),
  },
  rest: {
    ...http,
    'HTTP 415': always(
      'the call went to the port of gRPC',
      'The Ingress must lead the path to the Service of REST: apply the manifests.',
    ),
    NO_REST: always(
      'something answers that is not the REST API of Milvus',
      'Look at what is between, and whether proxy.http.enabled is true in user.yaml.',
    ),
    ETIMEDOUT: slow,
  },
};

/** Codes of which only the beginning tells. */
export const CALL_PREFIXES: Causes = {
  'HTTP 3': always(
    'something redirects what must not be redirected',
    'Look at what is between client and load balancer.',
  ),
  'REST 1800': wrongPassword,
  'HTTP 401': wrongPassword,
};
