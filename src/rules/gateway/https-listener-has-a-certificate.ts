import { INGRESS } from '../../gke/annotations';
import { CERTIFICATE_MAP_ANNOTATION, INSTEAD_OF_MANAGED_CERTIFICATE, TLS_OPTIONS } from '../../gke/gateway';
import { lacksCertificate } from '../gateway';
import type { Gateway } from '../gateway';
import { gateway, setup } from '../gateway-examples';
import { asksForACertificate } from '../certificate/issuers';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';

const HTTPS = 'name: https, port: 443, protocol: HTTPS, hostname: milvus.example.com';
const BARE = gateway({ annotations: '{}' });

export const httpsListenerHasACertificate: Rule = {
  id: 'https-listener-has-a-certificate',
  severity: 'error',
  why: 'GKE sets up nothing of the Gateway (GWCER106), while its condition Accepted says True',
  cure: `Name a certificate map in ${CERTIFICATE_MAP_ANNOTATION}, a Secret in tls.certificateRefs, or certificates in tls.options.`,
  see: PAGES.gatewaySecure,
  *check({ gateways }) {
    for (const one of gateways) {
      for (const problem of faultsOf(one)) yield { on: one, ...problem };
    }
  },
  examples: {
    good: [
      setup(),
      setup({
        gateway: gateway({
          annotations: '{}',
          listeners: [`{ ${HTTPS}, tls: { certificateRefs: [{ name: milvus-tls }] } }`],
        }),
      }),
    ],
    bad: [
      setup({ gateway: BARE }),
      setup({ gateway: gateway({ annotations: '{ networking.gke.io/pre-shared-certs: milvus-tls }' }) }),
      setup({ gateway: gateway({ listeners: [`{ ${HTTPS}, tls: { mode: Passthrough } }`] }) }),
    ],
  },
};

type Fault = Pick<Problem, 'message' | 'cure'> & { readonly path: Gateway['annotationsPath'] };

function* faultsOf(one: Gateway): Generator<Fault> {
  for (const listener of one.listeners) {
    const { tls, path } = listener;
    if (tls['mode'] === 'Passthrough') {
      const message = 'TLS cannot be passed through: the load balancer ends it';
      yield { path: [...path, 'tls', 'mode'], message, cure: 'Remove mode, and name a certificate.' };
      continue;
    }
    if (!lacksCertificate(listener, one)) continue;
    if (
      [
        [...path, 'tls'],
        [...one.annotationsPath, CERTIFICATE_MAP_ANNOTATION],
      ].some((at) => isUnread(one, at))
    )
      continue;
    const message = 'an HTTPS listener without a certificate';
    if (asksForACertificate(one)) {
      const cure = 'Write tls: { certificateRefs: [{ name: … }] }: cert-manager fills that Secret.';
      yield { path, message, cure };
      continue;
    }
    const misplaced = Object.keys(one.annotations).flatMap((key) => {
      const cure = cureOf(key);
      return cure === undefined ? [] : { key, cure };
    })[0];
    if (misplaced === undefined) yield { path, message };
    else {
      const { key, cure } = misplaced;
      yield { path: [...one.annotationsPath, key], message: `${message}: the annotation says nothing`, cure };
      return;
    }
  }
}

/** Of an annotation that was to name certificates. */
function cureOf(key: string): string | undefined {
  if (key === INGRESS.managedCertificates) return INSTEAD_OF_MANAGED_CERTIFICATE;
  if (key === INGRESS.preSharedCertificates)
    return `Write it in the listener: tls: { options: { ${TLS_OPTIONS.preSharedCertificates}: … } }.`;
  if (MISSPELT_MAP.test(key)) return `Write ${CERTIFICATE_MAP_ANNOTATION}.`;
  const isOption = Object.values(TLS_OPTIONS).some((one) => one === key);
  return isOption ? `Write it in the listener: tls: { mode: Terminate, options: { ${key}: … } }.` : undefined;
}

const MISSPELT_MAP = /cert(ificate)?s?[-_.]?map(-?name)?$/i;
