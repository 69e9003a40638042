import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { DANGERS } from '../../src/diff/index';
import { readParts } from '../../src/source/parts';
import { setupsIn } from '../rules/corpus';
import { dangers, edited } from './dist-of';
import { BASE, ENVIRONMENTS, FILES, MANIFEST, prod, release } from './pairs';

jest.setTimeout(60_000);

describe.each([
  ['pairs of environments', ENVIRONMENTS],
  ['pairs of files', FILES],
])('one danger each: %s', (_, cases) => {
  test.each(cases)('%s', (_what, before, after, ids) => {
    expect([...new Set(dangers(before, after).map(({ danger }) => danger))]).toEqual(ids);
  });
});

test('every danger has a pair', () => {
  const proved = new Set([...ENVIRONMENTS, ...FILES].flatMap(([, , , ids]) => ids));
  expect(DANGERS.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([]);
});

test('every danger has a file of its name', () => {
  const files = readdirSync('src/diff/danger', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  expect(files.map((path) => basename(path, '.ts')).sort()).toEqual(DANGERS.map(({ id }) => id).sort());
});

test('a certificate of another name is another certificate', () => {
  const [before, after] = [prod(BASE), edited(prod(BASE), MANIFEST, 'name: milvus-a-tls', 'name: other-tls')];
  expect(dangers(before, after).map(({ danger, message }) => `${danger}: ${message}`)).toEqual([
    'certificate-is-made-anew: the certificate for `a.example.com` is renamed from `default/milvus-a-tls` to `default/other-tls`',
  ]);
});

test('no file that rules can look at makes a danger fail', () => {
  const setups = [...setupsIn('good'), ...setupsIn('bad')].map(({ files }) => {
    const path = (text: string) =>
      /^apiVersion/m.test(text) || !/milvus-l7 release/.test(text)
        ? `manifests/prod.k8s.yaml`
        : 'helm/prod/my-release.values.yaml';
    const readable = files.filter(({ file, text }) => readParts(text, file).faults.length === 0);
    return new Map(readable.map(({ text }) => [path(text), text]));
  });
  const base = prod(BASE);
  for (const [index, setup] of setups.entries()) {
    const other = setups[(index * 7 + 3) % setups.length] ?? base;
    for (const [from, to] of [
      [setup, other],
      [base, setup],
      [setup, base],
    ] as const)
      expect(() => dangers(from, to)).not.toThrow();
  }
});

test('there and back are two matters: what one way does not revert is no danger the other way', () => {
  const [before, after] = [prod(BASE), prod(`${BASE}loadBalancer: { backend: { timeoutSec: default } }\n`)];
  expect(dangers(after, before)).toEqual([]);
});

test('with TLS on, the upgrade that fails is named', () => {
  const [told] = dangers(prod(BASE.replace('5.0.19', '4.2.58')), prod(BASE));
  expect(told?.why).toContain('milvus-io/milvus#48224');
  const standalone = (chart: string) => prod(release('    mode: standalone\n').replace('5.0.19', chart));
  expect(dangers(standalone('4.2.58'), standalone('5.0.19'))[0]?.why).not.toContain('48224');
});

describe('says what changes, from what to what', () => {
  const told = [...ENVIRONMENTS, ...FILES].flatMap(([, before, after]) => dangers(before, after));
  const lines = [...new Set(told.map(({ on, message }) => `${on}: ${message}`))].sort();
  const about = (subject: RegExp) => lines.filter((line) => subject.test(line)).join('\n');

  test('at the edge', () => {
    expect(about(/^(environment|Ingress|ManagedCertificate) /)).toMatchInlineSnapshot(`
     Ingress default/edge: a new load balancer: the Ingress is renamed from \`default/milvus-a\` to \`default/edge\`
     Ingress default/milvus-a: a new load balancer: the class changes from \`gce\` to \`gce-internal\`
     Ingress default/milvus-a: certificates change from managed by Google to in Secrets
     Ingress default/milvus-a: port 80 changes from a redirect to HTTPS to closed
     Ingress default/milvus-a: port 80 changes from a redirect to HTTPS to open (clear text)
     Ingress default/milvus-a: port 80 changes from open (clear text) to a redirect to HTTPS
     Ingress default/milvus-a: spec.sslPolicy of the FrontendConfig disappears, and stays \`tls\` in Google Cloud
     Ingress default/milvus-a: the Ingress is removed
     Ingress default/milvus-a: the address changes from one that Google picks to the reserved \`inner\`
     Ingress default/milvus-a: the address changes from the reserved \`milvus-a\` to the reserved \`other\`
     Ingress default/milvus-a: the address changes from the reserved \`one\` to one that Google picks
     Ingress default/milvus-a: the address changes from the reserved \`one\` to the reserved \`other\`
     Ingress default/milvus-a: the host \`a.example.com\` is removed; \`b.example.com\` is new
     Ingress default/milvus-a: the path of REST on \`a.example.com\` changes from \`/v2/vectordb\` to \`/v1/vector\`
     Ingress search/milvus-a: a new load balancer: the Ingress is renamed from \`default/milvus-a\` to \`search/milvus-a\`
     ManagedCertificate default/milvus-a-tls: the domains change from \`a.example.com\` to \`b.example.com\`
     environment prod: the environment \`prod\` is removed, with the host \`a.example.com\`
     environment prod: the environment \`prod\` is renamed to \`live\`
    `);
  });

  test('behind it', () => {
    expect(about(/^(BackendConfig|Helm release) /)).toMatchInlineSnapshot(`
     BackendConfig default/milvus-a-backendconfig: spec.connectionDraining disappears, and stays \`{"drainingTimeoutSec":60}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.connectionDraining.drainingTimeoutSec shrinks from 60 to 0 seconds
     BackendConfig default/milvus-a-backendconfig: spec.logging disappears, and stays \`{"enable":true,"sampleRate":0.1}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.securityPolicy disappears, and stays \`{"name":"armor"}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.sessionAffinity disappears, and stays \`{"affinityType":"CLIENT_IP"}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.timeoutSec disappears, and stays \`3600\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.timeoutSec shrinks from 3600 to 60 seconds
     BackendConfig default/milvus-a-backendconfig: the BackendConfig \`milvus-a-backendconfig\` is removed, and the Service \`milvus-a\` still names it
     BackendConfig default/milvus-a-backendconfig: the health check changes: \`checkIntervalSec\` from the default to \`20\` and \`timeoutSec\` from the default to \`20\`
     BackendConfig default/milvus-a-backendconfig: the health check is removed
     BackendConfig default/milvus-b-backendconfig: the BackendConfig is renamed from \`default/milvus-a-backendconfig\` to \`default/milvus-b-backendconfig\`
     BackendConfig search/milvus-a-backendconfig: the BackendConfig is renamed from \`default/milvus-a-backendconfig\` to \`search/milvus-a-backendconfig\`
     Helm release milvus-a: Milvus changes from 2.4 to 2.6: chart \`4.2.20\` to \`5.0.19\`
     Helm release milvus-a: Milvus changes from 2.5 to 2.6: chart \`4.2.58\` to \`5.0.19\`
     Helm release milvus-a: Milvus changes from 2.6 to 2.5: chart \`5.0.19\` to \`4.2.58\`
     Helm release milvus-a: REST changes: it was off, and is on gRPC's TLS port
     Helm release milvus-a: REST changes: it was off, and is on port \`8080\` of its own
     Helm release milvus-a: REST changes: it was on port \`8080\` of its own, and is off
     Helm release milvus-a: REST changes: it was on port \`8080\` of its own, and is on port \`8443\` of its own
     Helm release milvus-a: app-protocols of port 19530 changes from \`HTTP2\` to \`HTTPS\`
     Helm release milvus-a: the Service is renamed from \`milvus-a\` to \`other\`
     Helm release milvus-a: the annotation for NEGs changes from \`{"ingress":true}\` to \`{"ingress":false}\`
     Helm release milvus-a: tlsMode changes from \`1\` to \`0\`
     Helm release milvus-a: tlsMode changes from \`1\` to \`2\`
     Helm release milvus-b: the release is renamed from \`milvus-a\` to \`milvus-b\`
    `);
  });

  test('below it', () => {
    expect(about(/^(Terraform|google_)/)).toMatchInlineSnapshot(`
     Terraform stack prod: the Terraform stack \`prod\` is removed
     Terraform stack prod: the project changes from \`example-production\` to \`example-other\`
     Terraform stack prod: the state moves from \`local\` \`../../../../terraform.prod.tfstate\` to \`gcs\` \`example-state/milvus-l7/prod\`
     google_compute_firewall.infrastructure_allow-internal_rule_1838B4EA in stack prod: it is replaced: name from \`milvus-a-network-allow-internal\` to \`other-allow-internal\`
     google_compute_firewall.infrastructure_allow-ssh_rule_839E0010 in stack prod: it is replaced: name from \`milvus-a-network-allow-ssh\` to \`other-allow-ssh\`
     google_compute_global_address.address_746512C3 in stack prod: Terraform destroys it: it is removed
     google_compute_global_address.address_746512C3 in stack prod: prevent_destroy is gone: Terraform may destroy the address
     google_compute_network.infrastructure_network_110C91E5 in stack prod: it is replaced: name from \`milvus-a-network\` to \`other\`
     google_compute_router.infrastructure_network_router_2618A7D1 in stack prod: it is replaced: network names \`google_compute_network.infrastructure_network_110C91E5\`, which is made anew
     google_compute_ssl_policy.ssl-policy_89619694 in stack prod: Terraform destroys it and makes another: it is renamed from \`ssl-policy_89619694\` to \`policy\`
     google_compute_subnetwork.infrastructure_network_subnetwork_A60DDE8F in stack prod: it is replaced: network names \`google_compute_network.infrastructure_network_110C91E5\`, which is made anew
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: deletion_protection becomes false: Google deletes the cluster and all that runs in it when it is told to
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: it is replaced: location from \`us-west1\` to \`us-west1-a\`
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: it is replaced: network names \`google_compute_network.infrastructure_network_110C91E5\`, which is made anew and subnetwork names \`google_compute_subnetwork.infrastructure_network_subnetwork_A60DDE8F\`, which is made anew
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: prevent_destroy is gone: Terraform may destroy the cluster and all that runs in it
     google_container_node_pool.infrastructure_node-pool_D40AD80B in stack prod: it is replaced: it goes with \`google_container_cluster.infrastructure_cluster_5793C914\`, which is made anew
     google_container_node_pool.infrastructure_node-pool_D40AD80B in stack prod: it is replaced: it goes with \`google_container_cluster.infrastructure_cluster_5793C914\`, which is made anew and location from \`us-west1\` to \`us-west1-a\`
     google_service_account.infrastructure_storage_milvus-a-storage_account_8F35BF12 in stack prod: Terraform destroys it: it is removed
     google_service_account_iam_member.infrastructure_storage_milvus-a-storage_pods_25BD431C in stack prod: Terraform destroys it: it is removed
     google_storage_bucket.infrastructure_storage_bucket_85CD98E5 in stack prod: Terraform destroys it: it is removed
     google_storage_bucket.infrastructure_storage_bucket_85CD98E5 in stack prod: force_destroy becomes true: Terraform may delete the bucket with all of Milvus' data in it
     google_storage_bucket.infrastructure_storage_bucket_85CD98E5 in stack prod: prevent_destroy is gone: Terraform may destroy the bucket, where it is empty or force_destroy is true
     google_storage_bucket_iam_member.infrastructure_storage_milvus-a-storage_bucket_CEE63D3E in stack prod: Terraform destroys it: it is removed
     google_storage_bucket_iam_member.infrastructure_storage_milvus-a-storage_objects_824C907B in stack prod: Terraform destroys it: it is removed
    `);
  });
});

test('speaks in whole sentences, with what is from files between backticks', () => {
  const texts = [
    ...DANGERS.map(({ why, cure }) => ({ why, cure, message: '' })),
    ...[...ENVIRONMENTS, ...FILES].flatMap(([, before, after]) => dangers(before, after)),
  ];
  for (const { why, cure, message } of texts) {
    expect(why).toMatch(/^(?:[a-z]|[A-Z][a-z]|NEGs|REST|gRPC)[^]*[^.]$/);
    expect(cure).toMatch(/^[A-Z][^]*\.$/);
    for (const text of [why, cure, message]) expect((text.match(/`/g) ?? []).length % 2).toBe(0);
  }
});
