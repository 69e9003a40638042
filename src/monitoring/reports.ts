/**
 * What people have reported, in the words of docs/troubleshooting.md, by the alert that would have told of it before them.
 * Those that are not here come from faults in what a client itself does, or before Milvus was reachable at all.
 */
export const CAUGHT: Readonly<Record<string, readonly string[]>> = {
  'metrics-are-missing': ['the 20 minutes run out', 'the proxies do not start, REST had the port of gRPC'],
  'load-balancer-fails-fast': [
    'UNAVAILABLE, HTTP 502',
    'UNAVAILABLE, HTTP 503',
    'UNAVAILABLE after exactly 30 s, or what `timeoutSec` says, or after minutes of silence',
  ],
  'no-healthy-backend': ['backends UNHEALTHY', 'UNAVAILABLE, HTTP 502', 'UNAVAILABLE, HTTP 503'],
  'cloud-armor-refuses': ['PERMISSION_DENIED, HTTP 403', 'UNAVAILABLE in bursts, HTTP 429'],
  'host-does-not-answer': [
    'no address, an event says error',
    'nothing on 443, perhaps something on 80; an event says that a resource was not found',
    'backends UNHEALTHY',
    'certificate stays Provisioning, or FailedNotVisible',
    'UNIMPLEMENTED, HTTP 404, or an empty version in Node',
    'certificate expired, self-signed, or unknown issuer',
    'host name does not match the certificate',
  ],
  'certificate-ends-in-14-days': ['certificate expired, self-signed, or unknown issuer'],
  'issuer-does-not-renew': ['certificate expired, self-signed, or unknown issuer'],
};
