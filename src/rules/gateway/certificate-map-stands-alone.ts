import { CERTIFICATE_MAP_ANNOTATION, TLS_OPTIONS } from '../../gke/gateway';
import { reasonAgainst } from '../../gke/load-balancer-classes';
import { isHttps, isTlsTaken, namesCertificate } from '../gateway';
import { gateway, setup } from '../gateway-examples';
import { mappingOf } from '../../source/plain';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const WITH_SECRET = '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: milvus-tls }] } }';
const WITH_MODE = '{ name: https, port: 443, protocol: HTTPS, tls: { mode: Terminate } }';
const REMOVE = 'Remove tls: the map has the certificates.';

export const certificateMapStandsAlone: Rule = {
  id: 'certificate-map-stands-alone',
  severity: 'error',
  why: 'GKE sets up nothing of the Gateway (GWCER105): a certificate map takes the place of tls, and only global load balancers have one',
  cure: 'Keep the map, or keep tls.',
  see: PAGES.gatewaySecure,
  *check({ gateways }) {
    for (const one of gateways) {
      if (one.certificateMap === undefined) continue;
      const on = { on: one, path: [...one.annotationsPath, CERTIFICATE_MAP_ANNOTATION] };
      const reason = one.classLike && reasonAgainst('certificateMap', one.classLike);
      if (reason !== undefined) {
        const cure = `Write tls.options: { ${TLS_OPTIONS.certificateManager}: … } with regional certificates.`;
        yield { ...on, message: `does not work with class ${one.class}: ${reason}`, cure };
        continue;
      }
      for (const listener of one.listeners.filter(isHttps)) {
        if (!listener.hasTls) continue;
        const tls = { on: one, path: [...listener.path, 'tls'] };
        if (namesCertificate(listener)) {
          yield { ...tls, message: 'tls names a certificate beside the certificate map' };
        } else if (!isTlsTaken(listener)) {
          yield { ...tls, message: 'tls without a certificate: the API server refuses it', cure: REMOVE };
        } else if (Object.keys(mappingOf(listener.tls['options'])).length > 0) {
          const message = 'an empty option beside the certificate map: whether GKE takes it, reports differ';
          yield { ...tls, message, cure: REMOVE, severity: 'warning' };
        }
      }
    }
  },
  examples: {
    good: [setup(), setup({ gateway: gateway({ annotations: '{}', listeners: [WITH_SECRET] }) })],
    bad: [
      setup({ gateway: gateway({ listeners: [WITH_SECRET] }) }),
      setup({ gateway: gateway({ listeners: [WITH_MODE] }) }),
      setup({ gateway: gateway({ class: 'gke-l7-rilb' }) }),
    ],
  },
};
