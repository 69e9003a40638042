import { quote } from '../../errors';
import { CERTIFICATE_MAP_ANNOTATION, INSTEAD_OF_MANAGED_CERTIFICATE, TLS_OPTIONS } from '../../gke/gateway';
import { scopeOfClass } from '../../gke/load-balancer-classes';
import { managedCertificate, together } from '../examples';
import type { Gateway, Listener } from '../gateway';
import { gateway, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Registry } from '../registry';
import type { Problem, Rule } from '../rule';

const { preSharedCertificates: PRE_SHARED, certificateManager: OF_MANAGER } = TLS_OPTIONS;
const KNOWN: readonly string[] = [PRE_SHARED, OF_MANAGER];

function withOptions(options: string, gatewayClass = 'gke-l7-global-external-managed'): string {
  const listener = `{ name: https, port: 443, protocol: HTTPS, tls: { mode: Terminate, options: { ${options} } } }`;
  return setup({ gateway: gateway({ class: gatewayClass, annotations: '{}', listeners: [listener] }) });
}

export const tlsOptionsAreKnown: Rule = {
  id: 'tls-options-are-known',
  severity: 'error',
  why: 'GKE sets up nothing of the Gateway (GWCER105)',
  cure: `Write ${PRE_SHARED} with names of Compute certificates, or ${OF_MANAGER} with regional ones of Certificate Manager.`,
  see: PAGES.gatewaySecure,
  *check({ gateways, registry }) {
    for (const one of gateways) {
      for (const listener of one.listeners) {
        for (const fault of faultsOf(one, listener, registry)) yield { on: one, ...fault };
      }
    }
  },
  examples: {
    good: [withOptions(`${PRE_SHARED}: milvus-tls`), withOptions(`${OF_MANAGER}: milvus`, 'gke-l7-rilb')],
    bad: [
      withOptions('networking.gke.io/managed-certificates: milvus-tls'),
      withOptions(`${OF_MANAGER}: milvus`),
      together(withOptions(`${PRE_SHARED}: milvus-tls`), managedCertificate('domains: [milvus.example.com]')),
    ],
  },
};

type Fault = Pick<Problem, 'message' | 'cure'> & { readonly path: Listener['path'] };

function* faultsOf(one: Gateway, { certificateNames, path }: Listener, registry: Registry): Generator<Fault> {
  for (const [key, names] of Object.entries(certificateNames)) {
    const place = [...path, 'tls', 'options', key];
    if (!KNOWN.includes(key)) {
      // Options of others are nobody's concern here.
      if (!key.startsWith('networking.gke.io/') && !/managed-cert|pre-shared|certmap/.test(key)) continue;
      const isManaged = /managed-cert/.test(key);
      const cure = isManaged ? INSTEAD_OF_MANAGED_CERTIFICATE : undefined;
      yield { path: place, message: `${key} is no option of GKE's`, ...(cure !== undefined && { cure }) };
      continue;
    }
    if (key === OF_MANAGER && one.classLike && scopeOfClass(one.classLike) === 'global') {
      const cure = `Write the annotation ${CERTIFICATE_MAP_ANNOTATION} with a certificate map.`;
      yield {
        path: place,
        message: `class ${one.class} takes certificates of Certificate Manager by a map only`,
        cure,
      };
    }
    if (key !== PRE_SHARED) continue;
    for (const name of names) {
      if (!registry.find('ManagedCertificate', name, one)) continue;
      const message = `${quote(name)} is a ManagedCertificate, which a Gateway cannot serve`;
      yield { path: place, message, cure: INSTEAD_OF_MANAGED_CERTIFICATE };
    }
  }
}
