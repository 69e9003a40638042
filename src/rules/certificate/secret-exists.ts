import { ingress, inNamespace, together } from '../examples';
import type { Item } from '../item';
import type { Ingress } from '../ingress';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Reference } from '../references';
import type { Rule } from '../rule';
import { isInInput, missingFault, withoutHash } from '../whereabouts';
import { tlsSecret } from './example-certificates';
import { isMadeLater } from './issuers';
import { coversHost, tlsSecretOf } from './tls-secret';

const INGRESS = ingress({ spec: 'tls: [{ secretName: milvus-tls }]' });

export const secretExists: Rule = {
  id: 'secret-exists',
  severity: 'error',
  why: 'the controller looks in the namespace of the Ingress only: without the Secret it makes no frontend at all, not even port 80',
  cure: 'Put the Secret into the namespace of the Ingress, under the name that the Ingress has.',
  see: PAGES.secretCertificates,
  *check(objects) {
    for (const reference of referencesTo('Secret', objects)) {
      const { on, name } = reference;
      if (isInInput(reference, objects) || isMadeLater(name, on, objects.registry)) continue;
      const fault = missingFault(reference, objects, (item) => mayBeMeant(item, reference, objects.ingresses));
      if (fault) yield fault;
    }
  },
  examples: {
    good: [together(INGRESS, tlsSecret(['good'])), INGRESS],
    bad: [
      together(inNamespace('edge', INGRESS), inNamespace('milvus', tlsSecret(['good']))),
      together(INGRESS, tlsSecret(['good']).replace('name: milvus-tls', 'name: milvus-tls-9g2f7hm4k6')),
    ],
  },
};

/**
 * One that is copied into other namespaces is there too; one of another name must have the certificate of a host, or, where
 * that cannot be read, the hash of a generator.
 */
function mayBeMeant(item: Item, { on, name }: Reference, ingresses: readonly Ingress[]): boolean {
  if (item.name === name) return !Object.keys(item.annotations).some((key) => COPIED.test(key));
  const hosts = ingresses.find((one) => one === on)?.routes.flatMap(({ host }) => host ?? []) ?? [];
  const [leaf] = tlsSecretOf(item).chain;
  if (leaf) return hosts.some((host) => coversHost(leaf, host));
  return item.name !== undefined && withoutHash(item.name) === name;
}

const COPIED = /^(reflector|replicator)\.|^kubed\.|reflection-allowed|replicate-to/;
