import { INGRESS } from '../../../gke/annotations';
import { PAGES } from '../../../rules/pages';
import { listOf, textOf } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Environment } from '../../dist';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { code } from '../../words';

export const dnsLeadsElsewhere: Danger = {
  id: 'dns-leads-elsewhere',
  why: 'from this apply on clients go to the other load balancer, each as its copy of the record runs out; calls that run stay where they are',
  cure: 'Before: milvus-l7 status must be ready for both, and milvus-l7 verify --address must pass on the new one. Keep the old one until nobody asks for it; the way back is this change undone.',
  see: PAGES.gatewayMigration,
  *check(changes) {
    for (const { before, after, environment } of pairsOf(changes, 'google_dns_record_set')) {
      const [from, to] = [addressOf(before), addressOf(after)];
      if (from === undefined || to === undefined || from === to) continue;
      // Another address of the same load balancer is told by that.
      if (!stands(from, environment.after)) continue;
      const name = textOf(after.value['name']) ?? after.name;
      const message = `the record ${code(name)} leads to another address`;
      yield { on: after, message, ...(isOfManagedIngress(from, environment.after) && { why: LAST_RENEWAL }) };
    }
  },
};

const LAST_RENEWAL =
  'from this apply on clients go to the other load balancer, each as its copy of the record runs out; a certificate that Google manages for the Ingress cannot renew from here on, so that the way back is good only until it ends, at most 90 days';

/** The resource that an A record takes its address from. */
function addressOf({ value }: Artifact): string | undefined {
  const [first] = listOf(value['rrdatas']).map(String);
  return /^\$\{(google_compute_(?:global_)?address\.[^.}]+)\.address\}$/.exec(first ?? '')?.[1];
}

function stands(address: string, { artifacts }: Environment): boolean {
  return artifacts.some(({ kind, name }) => `${kind}.${name}` === address);
}

/** Whether it is the address of an Ingress whose certificates Google renews while DNS leads to it. */
function isOfManagedIngress(address: string, { objects, artifacts }: Environment): boolean {
  const resource = artifacts.find(({ kind, name }) => `${kind}.${name}` === address);
  return objects.ingresses.some(
    ({ managedCertificates, annotations }) =>
      managedCertificates.length > 0 && annotations[INGRESS.globalStaticIpName] === resource?.value['name'],
  );
}
