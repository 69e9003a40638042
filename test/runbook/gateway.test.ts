import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const zone = { zone: { existing: 'milvus-io' } };
const page = (loadBalancer: object, change: object = {}) =>
  runbookOf(
    topologyOf('prod', { project: 'my-project', region: 'us-west1', releases: [release], loadBalancer, ...change }),
  );
/** A paragraph is filled: words, whatever line they are on. */
const words = (text: string) => text.replace(/\s+/g, ' ');

test('names the Gateway and its objects, and never an Ingress', () => {
  const text = page({ api: 'gateway' }, { gcp: { dns: zone } });
  expect(words(text)).toContain('behind the Layer-7 load balancer of the Gateway `my-release-milvus`');
  expect(text).toContain('GCPBackendPolicy my-release-backend');
  expect(text).toContain('kubectl get gatewayclass gke-l7-global-external-managed');
  expect(text).toContain('kubectl delete gateways.gateway.networking.k8s.io my-release-milvus');
  expect(text).not.toMatch(/BackendConfig|FrontendConfig|kubectl delete ingress|ManagedCertificate|#the-ingress/);
  expect(text).not.toContain('service.annotations');
});

test('has the certificates active before anything is applied, and tries the address before DNS leads there', () => {
  const text = words(page({ api: 'gateway' }, { gcp: { dns: zone } }));
  expect(text).toContain('The proofs of `my-release.milvus.io` are CNAME records in the zone `milvus-io`.');
  expect(text).toContain('gcloud certificate-manager certificates list --project my-project');
  expect(text).toContain('npx milvus-l7 verify prod --address "${ADDRESS:?}"');
  expect(text).not.toContain('15 to 90 minutes for the certificate');
});

test('tells what to make by hand in public DNS where no zone of ours can have it', () => {
  const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
  const change = { certificate: 'google-managed', gcp: { network, dns: zone } };
  const text = words(page({ api: 'gateway', scheme: 'internal' }, change));
  expect(text).toContain('made by hand, in public DNS though the hosts are inside, each alone at its name');
  expect(text).toContain('terraform -chdir=dist/terraform/stacks/prod output dns_authorizations');
  expect(text).toContain('certificates list --location us-west1');
});

test.each([
  ['ingress', 'gateway'],
  ['gateway', 'ingress'],
])('has the way from %s to %s and back, and what goes at the end', (api, also) => {
  const text = page({ api, also }, { gcp: { dns: zone } });
  const move = text.slice(text.indexOf('\n## Move\n'), text.indexOf('\n## Roll back'));
  expect(words(move)).toContain(`write \`api: ${also}\` and \`also: ${api}\`, and synthesize: no object changes`);
  expect(move).toContain('npx milvus-l7 verify prod --address "${OTHER:?}"');
  expect(words(move)).toContain("open until the Ingress' certificate runs out");
  expect(move).toContain('kubectl get managedcertificates.networking.gke.io my-release-milvus-tls');
  const [kind, other] =
    also === 'gateway' ? ['gcpbackendpolicy', 'backendconfig'] : ['backendconfig', 'gcpbackendpolicy'];
  expect(move).toContain(`${kind}/my-release-backend`);
  expect(move).not.toContain(`${other}/`);
});

test.each([
  ['ingress', 'gateway', 'Until now the Ingress serves alone? Step 2, step 4, step 8 put the Gateway beside it'],
  [
    'gateway',
    'ingress',
    'Until now the Gateway serves alone? Step 2, step 4, step 6, step 8 put the Ingress beside it',
  ],
])('says which steps put another one beside the %s, and what is left after a swap', (api, also, told) => {
  const text = words(page({ api, also }, { gcp: { dns: zone } }));
  expect(text).toContain(told);
  const kind = { ingress: 'Ingress', gateway: 'Gateway' }[api];
  expect(text).toContain(`Then step 4 is all there is to do: it leads DNS to the ${kind}.`);
  expect(text).toContain(`The names lead to the ${kind} from then on`);
  expect(text).not.toContain('this belongs into the window');
});

test('looks for addresses of both load balancers that others made', () => {
  const address = { ingress: 'old-address', gateway: 'new-address' };
  expect(page({ api: 'ingress', also: 'gateway', address })).toContain('`old-address`, `new-address`');
});

test('has no move where one API serves', () => {
  expect(page({ api: 'gateway' })).not.toContain('## Move');
  expect(page({})).not.toContain('## Move');
});
