import { HEALTH } from '../milvus/service';

export interface Refusal {
  readonly message: string;
  readonly cure: string;
}

const ours = (value: string | number): Refusal => ({
  message: `not a choice: it is always ${value}, Milvus' own`,
  cure: 'take it out',
});

const NO_KEYS: Refusal = {
  message: 'HMAC keys are secrets that git would keep, and that never expire',
  cure: 'take it out: Milvus reaches the bucket by workload identity, without a key',
};

const NO_VERSION: Refusal = {
  message: 'the release channel decides the version of Kubernetes: a fixed one is out of support some day',
  cure: 'take it out, and choose releaseChannel: { channel: … }',
};

/** Keys that people look for, and why there is none, by their path without the numbers of lists. */
export const REFUSED_KEYS: Readonly<Record<string, Refusal>> = {
  'releases[].namespace': {
    message: 'releases behind one Ingress share its namespace',
    cure: 'write namespace at the top, or give a release of another namespace an environment of its own',
  },
  'loadBalancer.backend.cdn': {
    message: 'Cloud CDN is of no use before Milvus: gRPC calls are POST requests, which are never cached',
    cure: 'take cdn out',
  },
  'loadBalancer.backend.iap': {
    message:
      "Identity-Aware Proxy cannot work before Milvus: its clients cannot attach IAP's header, and Milvus uses authorization itself",
    cure: 'take iap out: releases[].authorization asks for user and password',
  },
  'loadBalancer.gatewayClassName': {
    message: 'the class follows from the scheme: external, internal or regional',
    cure: 'take it out, and write loadBalancer.scheme',
  },
  'loadBalancer.responseCodeName': {
    message: 'not a choice: port 80 answers 301, which every load balancer takes',
    cure: 'take it out',
  },
  'loadBalancer.certificateMap': {
    message: 'the map follows from certificate: google-managed of a Gateway; an Ingress reads none',
    cure: 'take it out, and write certificate: google-managed with api: gateway',
  },
  'loadBalancer.managedCertificates': {
    message: 'ManagedCertificates follow from certificate: google-managed of an Ingress; a Gateway takes none',
    cure: 'take it out, and write certificate: google-managed',
  },
  'loadBalancer.backend.timeouts': {
    message: 'GKE refuses time-outs in a route, and with one such route the whole Gateway stops',
    cure: 'write loadBalancer.backend.timeoutSec',
  },
  'loadBalancer.backend.appProtocol': ours('HTTP2'),
  'loadBalancer.backend.securityPolicy': {
    message: 'a security policy belongs to the load balancer',
    cure: 'write loadBalancer.securityPolicy',
  },
  'gcp.storage.create.accessKey': NO_KEYS,
  'gcp.storage.create.secretKey': NO_KEYS,
  'gcp.storage.create.hmacKey': NO_KEYS,
  'gcp.cluster.create.minMasterVersion': NO_VERSION,
  'gcp.cluster.create.nodeVersion': NO_VERSION,
  'gcp.cluster.create.nodePool.version': NO_VERSION,
  'loadBalancer.backend.healthCheck.port': ours(HEALTH.port),
  'loadBalancer.backend.healthCheck.requestPath': ours(HEALTH.requestPath),
  'loadBalancer.backend.healthCheck.type': ours(HEALTH.type),
};
