import type { Stage } from '../live/verify/stage';
import { type Told, always, statusCure } from './cause';
import { untrusted } from './connection-causes';

const unhealthy: Told = (setup) => ({
  cause: `no healthy backend: the proxies are down, nothing answers on 9091 /healthz, the firewall drops it, or no HealthCheckPolicy is attached beside ${setup.settings}`,
  cure: `Are the proxies ready? ${statusCure(setup)} Its policies must be attached.`,
});
const brokenOff = always(
  'the load balancer reaches Milvus in a protocol that it does not speak: no appProtocol at the Service, or Milvus in plaintext (tlsMode 0), with which health checks stay green; or seconds of a restart',
  'Again in a minute. The port of the Service that the route leads to must say appProtocol: HTTP2, and tlsMode must be 1: helm get values shows what is live.',
);
const noRoute: Told = ({ environment }, host) => ({
  cause: `no route takes the call: ${host} is on no listener or route, its path takes no gRPC, or the route is not set up yet, which takes some six minutes`,
  cure: `milvus-l7 status ${environment}: the route must be reconciled. One route that GKE refuses keeps all of them from changing.`,
});
const nowhere: Told = ({ environment }) => ({
  cause: 'the route leads to a Service that is not there, or may not lead to it',
  cure: `Apply dist/manifests/${environment}.k8s.yaml; milvus-l7 status ${environment} tells ResolvedRefs.`,
});
const uncertified: Told = (setup) => ({
  cause:
    'the connection is cut while shaking hands: no certificate is there for the host yet, or something on the way cuts it',
  cure: `Terraform makes the certificates, and the Gateway names them. ${statusCure(setup)}`,
});
const notGoogles: Told = (setup, host) =>
  setup.certificate === 'google-managed'
    ? {
        cause: "it is not Google's certificate: that is not served yet, or something between client and Google answers",
        cure: 'It is ACTIVE before the Gateway exists: gcloud certificate-manager certificates list. Then some minutes more.',
      }
    : untrusted(setup, host);
const port80: Told = ({ environment, http, name }) => ({
  cause: `port 80 does not do what the environment says, ${http}`,
  cure: `Apply dist/manifests/${environment}.k8s.yaml; changes take some minutes. kubectl describe gateway ${name}, and the HTTPRoute of the redirect, show why not.`,
});

const http: Readonly<Record<string, Told>> = {
  'HTTP 404': noRoute,
  'HTTP 500': nowhere,
  'HTTP 502': brokenOff,
  'HTTP 503': unhealthy,
};

const grpc: Readonly<Record<string, Told>> = {
  UNAVAILABLE: (setup, host) => ({
    cause: `${unhealthy(setup, host).cause}; or ${brokenOff(setup, host).cause}`,
    cure: brokenOff(setup, host).cure,
  }),
  UNIMPLEMENTED: noRoute,
};

/** What a Gateway has other causes for than an Ingress. */
export const GATEWAY_CAUSES: Partial<Readonly<Record<Stage, Readonly<Record<string, Told>>>>> = {
  tls: {
    DEPTH_ZERO_SELF_SIGNED_CERT: notGoogles,
    SELF_SIGNED_CERT_IN_CHAIN: notGoogles,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: notGoogles,
    UNABLE_TO_GET_ISSUER_CERT: notGoogles,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: notGoogles,
    ECONNRESET: uncertified,
    NO_CERTIFICATE: uncertified,
    CERT_HAS_EXPIRED: ({ certificate }) => ({
      cause: 'it has run out',
      cure:
        certificate === 'google-managed'
          ? 'Google renews its own while the CNAME record of its DNS authorization stands: look at the record, and at gcloud certificate-manager certificates describe.'
          : 'Replace it: milvus-l7 secrets, with --renew.',
    }),
    ERR_TLS_CERT_ALTNAME_INVALID: (_, host) => ({
      cause: `it is for other names than ${host}`,
      cure: 'The certificate map must have an entry for this host, or its listener a certificate: apply Terraform and manifests.',
    }),
  },
  routing: { ...http, ...grpc, ECONNRESET: brokenOff },
  milvus: { ...grpc, NO_VERSION: noRoute },
  'first-password': { ...grpc, NO_VERSION: noRoute },
  'write-test': grpc,
  'port-80': { ETIMEDOUT: port80, ECONNREFUSED: port80, open: port80, redirect: port80, 'HTTP 404': port80 },
  rest: {
    ...http,
    'HTTP 415': always(
      'the call went to the port of gRPC',
      'The route must lead the path to the Service of REST: apply the manifests.',
    ),
  },
};
