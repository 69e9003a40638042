import { listOf, mappingOf, valueAt } from '../../source/plain';
import type { Ingress } from '../ingress';
import { together } from '../item';
import type { Item } from '../item';
import type { Registry } from '../registry';

/** Whether something fills in a Secret: cert-manager, or what unseals it or fetches it from elsewhere. */
export function isMadeLater(name: string, by: Item, registry: Registry): boolean {
  if (asksForACertificate(by)) return true;
  const makers = ['Certificate', 'SealedSecret', 'ExternalSecret'].flatMap((kind) => registry.ofKind(kind));
  return makers.some(
    (item) =>
      together(item, by) && [item.name, item.spec['secretName'], valueAt(item.spec, ['target', 'name'])].includes(name),
  );
}

/** Whether cert-manager makes the certificates of an Ingress, or of a Gateway. */
export function asksForACertificate({ annotations }: Item): boolean {
  return Object.keys(annotations).some((key) => ISSUER.test(key));
}

const ISSUER = /^(certmanager\.k8s|cert-manager)\.io\/(cluster-)?issuer$/;

/**
 * Whether cert-manager answers its HTTP-01 challenge by a path of the Ingress itself: by the Ingress' annotation, or by
 * the issuer's own word.
 */
export function solvesInPlace(ingress: Ingress, registry: Registry): boolean {
  const certificates = registry
    .ofKind('Certificate')
    .filter((item) => together(item, ingress) && brings(item, ingress));
  if (!asksForACertificate(ingress) && certificates.length === 0) return false;
  const issuers = [
    ...Object.entries(ingress.annotations).flatMap(([key, name]) => (ISSUER.test(key) ? name : [])),
    ...certificates.map(({ spec }) => valueAt(spec, ['issuerRef', 'name'])),
  ];
  const solvers = [...registry.ofKind('Issuer'), ...registry.ofKind('ClusterIssuer')]
    .filter(({ name }) => issuers.includes(name))
    .flatMap((issuer) => listOf(valueAt(issuer.spec, ['acme', 'solvers'])))
    .map((solver) => mappingOf(solver)['http01']);
  const http = solvers.filter((one) => one !== undefined && one !== null);
  if (solvers.length > 0 && http.length === 0) return false;
  const named = http.some((one) => valueAt(one, ['ingress', 'name']) === ingress.name);
  return named || ingress.annotations[EDIT_IN_PLACE] === 'true';
}

function brings({ spec }: Item, { tls }: Ingress): boolean {
  return tls.some(({ secretName }) => secretName !== undefined && secretName === spec['secretName']);
}

export const EDIT_IN_PLACE = 'acme.cert-manager.io/http01-edit-in-place';
