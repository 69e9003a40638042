import { quote } from '../../errors';
import { INSTEAD_OF_MANAGED_CERTIFICATE } from '../../gke/gateway';
import { meantList, mappingOf, textOf } from '../../source/plain';
import { gateway, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import { isGranted } from '../reference-grant';
import type { Rule } from '../rule';

const withRef = (ref: string) =>
  setup({
    gateway: gateway({
      annotations: '{}',
      listeners: [`{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [${ref}] } }`],
    }),
  });

export const certificateRefsAreSecrets: Rule = {
  id: 'certificate-refs-are-secrets',
  severity: 'error',
  why: 'GKE sets up nothing of the Gateway (GWCER105)',
  cure: 'Write kind: Secret with group: "", or neither of them.',
  see: PAGES.gatewaySecure,
  *check({ gateways, registry }) {
    for (const one of gateways) {
      for (const { tls, path } of one.listeners) {
        for (const [index, ref] of meantList(tls['certificateRefs']).map(mappingOf).entries()) {
          const { group = '', kind = 'Secret', name, namespace } = ref;
          const place = [...path, 'tls', 'certificateRefs', index];
          if (kind !== 'Secret') {
            const cure = kind === 'ManagedCertificate' ? { cure: INSTEAD_OF_MANAGED_CERTIFICATE } : {};
            yield { on: one, path: [...place, 'kind'], message: `must be a Secret, got ${quote(kind)}`, ...cure };
          } else if (group !== '') {
            yield { on: one, path: [...place, 'group'], message: `the group of a Secret is "", got ${quote(group)}` };
          } else if (typeof namespace === 'string' && ![undefined, namespace].includes(one.namespace)) {
            const secret = { kind: 'Secret', name: textOf(name), namespace } as const;
            if (isGranted(one, secret, registry)) continue;
            const message = `no ReferenceGrant of these files lets Gateways of ${quote(one.namespace)} name Secrets of ${quote(namespace)}`;
            const cure = `Write the Secret into the namespace ${one.namespace ?? ''}, or a ReferenceGrant into ${namespace}.`;
            yield { on: one, path: [...place, 'namespace'], message, cure, severity: 'warning' };
          }
        }
      }
    }
  },
  examples: {
    good: [withRef('{ name: milvus-tls }'), withRef('{ group: "", kind: Secret, name: milvus-tls }')],
    bad: [
      withRef('{ group: core, kind: Secret, name: milvus-tls }'),
      withRef('{ kind: ManagedCertificate, name: milvus-tls }'),
    ],
  },
};
