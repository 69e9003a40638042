import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { Files } from '../../src/diff/dist';
import { DANGERS } from '../../src/diff/index';
import { readParts } from '../../src/source/parts';
import { setupsIn } from '../rules/corpus';
import { dangers, edited } from './dist-of';
import { DOORS, HARMLESS_DOORS } from './door-pairs';
import { GATEWAYS, HARMLESS_GATEWAYS } from './gateway-pairs';
import { BASE, ENVIRONMENTS, FILES, MANIFEST, prod, release } from './pairs';
import type { Case } from './pairs';
import { HARMLESS_PLACES, PLACES } from './place-pairs';
import { DATA, HARMLESS_DATA, withValues } from './release-pairs';
import { HARMLESS_WATCHES, WATCHES } from './watch-pairs';

jest.setTimeout(60_000);

describe.each([
  ['pairs of environments', ENVIRONMENTS],
  ['pairs of files', FILES],
  ['what loses data', DATA],
  ['what looks for it elsewhere', PLACES],
  ['what opens a door', DOORS],
  ['who watches', WATCHES],
  ['what becomes of a Gateway', GATEWAYS],
])('one danger each: %s', (_, cases) => {
  test.each(cases)('%s', (_what, before, after, ids) => {
    expect([...new Set(dangers(before, after).map(({ danger }) => danger))]).toEqual(ids);
  });
});

const ALL = [...ENVIRONMENTS, ...FILES, ...DATA, ...PLACES, ...DOORS, ...WATCHES, ...GATEWAYS];

test.each([...HARMLESS_DATA, ...HARMLESS_PLACES, ...HARMLESS_DOORS, ...HARMLESS_WATCHES, ...HARMLESS_GATEWAYS])(
  'no danger: %s',
  (_what, before, after) => {
    expect(dangers(before, after)).toEqual([]);
  },
);

test('every danger has a pair', () => {
  const proved = new Set(ALL.flatMap(([, , , ids]) => ids));
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
    // Against what is synthesized, and against one another; each is once what was, and once what is to be.
    const other = index % 2 === 0 ? base : (setups[(index * 7 + 3) % setups.length] ?? base);
    expect(() => dangers(setup, other)).not.toThrow();
    expect(() => dangers(other, setup)).not.toThrow();
  }
});

test('there and back are two matters: what one way does not revert is no danger the other way', () => {
  const [before, after] = [prod(BASE), prod(`${BASE}loadBalancer: { backend: { timeoutSec: default } }\n`)];
  expect(dangers(after, before)).toEqual([]);
});

test('with TLS on, the upgrade that fails is named', () => {
  const whyOf = (before: Files, after: Files) =>
    dangers(before, after).find(({ danger }) => danger === 'milvus-version-changes')?.why;
  const cluster = (chart: string) => withValues('', { chart });
  expect(whyOf(cluster('4.2.58'), cluster('5.0.10'))).toContain('milvus-io/milvus#48224');
  expect(whyOf(cluster('4.2.58'), cluster('5.0.19'))).toContain('other components');
  const standalone = (chart: string) => withValues('', { chart, base: release('    mode: standalone\n') });
  expect(whyOf(standalone('4.2.58'), standalone('5.0.10'))).not.toContain('48224');
});

describe('says what changes, from what to what', () => {
  const about = (cases: readonly Case[], subject = /./) => {
    const told = cases.flatMap(([, before, after]) => dangers(before, after));
    const lines = [...new Set(told.map(({ on, message }) => `${on}: ${message}`))].sort();
    return lines.filter((line) => subject.test(line)).join('\n');
  };
  const EDGE = [...ENVIRONMENTS, ...FILES];

  test('at the edge', () => {
    expect(about(EDGE, /^(environment|Ingress|ManagedCertificate) /)).toMatchInlineSnapshot(`
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
    expect(about(EDGE, /^(BackendConfig|Helm release) /)).toMatchInlineSnapshot(`
     BackendConfig default/milvus-a-backendconfig: spec.connectionDraining disappears, and stays \`{"drainingTimeoutSec":60}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.connectionDraining.drainingTimeoutSec shrinks from 60 to 0 seconds
     BackendConfig default/milvus-a-backendconfig: spec.customRequestHeaders disappears, and stays \`{"headers":["X-A:b"]}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.healthCheck.checkIntervalSec disappears, and stays \`30\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.logging disappears, and stays \`{"enable":true,"sampleRate":0.1}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.logging.sampleRate disappears, and stays \`0.5\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.securityPolicy disappears, and stays \`{"name":"armor"}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.sessionAffinity disappears, and stays \`{"affinityType":"CLIENT_IP"}\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.sessionAffinity.affinityCookieTtlSec disappears, and stays \`60\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.timeoutSec disappears, and stays \`3600\` in Google Cloud
     BackendConfig default/milvus-a-backendconfig: spec.timeoutSec shrinks from 3600 to 60 seconds
     BackendConfig default/milvus-a-backendconfig: the BackendConfig \`milvus-a-backendconfig\` is removed, and the Service \`milvus-a\` still names it
     BackendConfig default/milvus-a-backendconfig: the health check changes: \`checkIntervalSec\` from the default to \`20\` and \`timeoutSec\` from the default to \`20\`
     BackendConfig default/milvus-a-backendconfig: the health check is removed
     BackendConfig default/milvus-b-backendconfig: the BackendConfig is renamed from \`default/milvus-a-backendconfig\` to \`default/milvus-b-backendconfig\`
     BackendConfig search/milvus-a-backendconfig: the BackendConfig is renamed from \`default/milvus-a-backendconfig\` to \`search/milvus-a-backendconfig\`
     Helm release milvus-a: Milvus 2.4 becomes Milvus 2.6.15: chart \`4.2.20\` to chart \`5.0.19\`
     Helm release milvus-a: Milvus 2.5.16 becomes Milvus 2.6.15: chart \`4.2.58\` to chart \`5.0.19\`
     Helm release milvus-a: Milvus 2.6.15 becomes Milvus 2.5.16: chart \`5.0.19\` to chart \`4.2.58\`
     Helm release milvus-a: REST changes: it was off, and is on gRPC's TLS port
     Helm release milvus-a: REST changes: it was off, and is on port \`8080\` of its own
     Helm release milvus-a: REST changes: it was on port \`8080\` of its own, and is off
     Helm release milvus-a: REST changes: it was on port \`8080\` of its own, and is on port \`8443\` of its own
     Helm release milvus-a: app-protocols of port 19530 changes from \`HTTP2\` to \`HTTPS\`
     Helm release milvus-a: the Service is renamed from \`milvus-a\` to \`other\`
     Helm release milvus-a: the annotation for NEGs changes from \`{"ingress":true}\` to \`{"ingress":false}\`
     Helm release milvus-a: the message queue changes from Pulsar 2 to Pulsar 3
     Helm release milvus-a: the object storage moves: address from \`storage.googleapis.com\` to the chart's own MinIO, bucket from \`example-production-milvus-a\` to \`milvus-bucket\` and root path from \`milvus/milvus-a\` to \`file\`
     Helm release milvus-a: tlsMode changes from \`1\` to \`0\`
     Helm release milvus-a: tlsMode changes from \`1\` to \`2\`
     Helm release milvus-b: the release is renamed from \`milvus-a\` to \`milvus-b\`
    `);
  });

  test('below it', () => {
    expect(about(EDGE, /^(Terraform|google_)/)).toMatchInlineSnapshot(`
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

  test('of data', () => {
    expect(about(DATA)).toMatchInlineSnapshot(`
     Helm release milvus-a: 2 proxies become as many as an autoscaler wants
     Helm release milvus-a: 3 members of Kafka become 1, below a majority of 3
     Helm release milvus-a: 3 members of etcd become 1, below a majority of 3
     Helm release milvus-a: 5 members of Pulsar's BookKeeper become 2, below a majority of 5
     Helm release milvus-a: Milvus 2.5.16 becomes Milvus 2.6.15: chart \`4.2.58\` to chart \`5.0.19\`
     Helm release milvus-a: Milvus 2.5.16 becomes Milvus 2.6.19: chart \`5.0.19\` with the image \`v2.5.16\` to chart \`5.0.19\` with the image \`v2.6.19\`
     Helm release milvus-a: Milvus 2.6.0 becomes Milvus 2.6.0-rc1: chart \`5.0.19\` with the image \`v2.6.0\` to chart \`5.0.19\` with the image \`v2.6.0-rc1\`
     Helm release milvus-a: Milvus 2.6.19 becomes Milvus 2.6.12-gpu: chart \`5.0.19\` with the image \`v2.6.19\` to chart \`5.0.19\` with the image \`v2.6.12-gpu\`
     Helm release milvus-a: Milvus 2.6.19 becomes Milvus 3.0.1: chart \`5.0.19\` with the image \`v2.6.19\` to chart \`5.0.19\` with the image \`v3.0.1\`
     Helm release milvus-a: Milvus 2.6.19 becomes an unknown Milvus: chart \`5.0.19\` with the image \`v2.6.19\` to chart \`5.0.19\` with the image \`"registry.example.com/milvus@sha256:abc"\`
     Helm release milvus-a: Milvus 2.6.19 becomes an unknown Milvus: chart \`5.0.19\` with the image \`v2.6.19\` to chart \`5.0.19\` with the image \`latest\`
     Helm release milvus-a: Milvus 3.0.1 becomes Milvus 2.6.15: chart \`5.0.19\` with the image \`v3.0.1\` to chart \`5.0.19\`
     Helm release milvus-a: common.storage.useLoonFFI changes from nothing to \`true\`
     Helm release milvus-a: dataCoord.targetVecIndexVersion changes from nothing to \`10\`
     Helm release milvus-a: etcd changes from \`etcd-0:2379\` to \`other:2379\`
     Helm release milvus-a: etcd changes from the chart's own to \`etcd-0:2379\`
     Helm release milvus-a: etcd.persistence.enabled is switched off
     Helm release milvus-a: minio.persistence.storageClass changes from \`standard-rwo\` to \`premium-rwo\`
     Helm release milvus-a: no value of your own is left: \`queryNode.replicas\` went
     Helm release milvus-a: pulsarv3.bookkeeper.volumes.ledgers.size shrinks from \`0.2Ti\` to \`100Gi\`
     Helm release milvus-a: pulsarv3.persistence is switched off
     Helm release milvus-a: standalone.persistence.persistentVolumeClaim.existingClaim changes from \`one\` to \`two\`
     Helm release milvus-a: the image of Milvus changes: chart \`5.0.18\` to chart \`5.0.12\`
     Helm release milvus-a: the message queue changes from Pulsar 3 to Kafka
     Helm release milvus-a: the message queue changes from Pulsar 3 to Woodpecker
     Helm release milvus-a: the message queue changes from Pulsar 3 to \`woodpecker\`
     Helm release milvus-a: the message queue changes from \`rocksmq\` to \`woodpecker\`
     Helm release milvus-a: the message queue changes from an external Pulsar, \`one\` to an external Pulsar, \`two\`
     Helm release milvus-a: the mode changes from cluster to standalone
     Helm release milvus-a: the object storage moves: address from \`storage.googleapis.com\` to \`s3.example.com\`
     Helm release milvus-a: the object storage moves: address from the chart's own MinIO to \`storage.googleapis.com\`, bucket from \`milvus-bucket\` to \`one\` and root path from \`file\` to \`files\`
     Helm release milvus-a: the object storage moves: bucket from \`milvus-bucket\` to \`other\`
     Helm release milvus-a: the object storage moves: bucket from \`one\` to \`two\`
     Helm release milvus-a: the object storage moves: root path from \`files\` to \`other\`
     Helm release milvus-a: the prefix of topics changes from \`by-dev\` to \`other\`
     Helm release milvus-a: the root path in etcd changes from \`by-dev\` to \`other\`
    `);
  });

  test('of who watches', () => {
    expect(about(WATCHES)).toMatchInlineSnapshot(`
     BackendConfig default/milvus-a-backendconfig: spec.securityPolicy disappears, and stays \`{"name":"armor"}\` in Google Cloud
     PodMonitoring default/milvus-a-milvus: the PodMonitoring \`milvus-a-milvus\` is removed
     google_monitoring_alert_policy.monitoring_calls-are-limited_policy_B1DE7D1A in stack prod: 12 alerts are removed: \`"prod: Milvus limits its callers"\`, \`"prod: Milvus fails calls"\`, \`"prod: Milvus fails calls, slowly"\`, \`"prod: Calls queue in the proxies"\`, \`"prod: A certificate ends in 14 days"\`, \`"prod: A certificate ends in 7 days"\`, \`"prod: Milvus inserts slowly"\`, \`"prod: The load balancer fails requests"\`, \`"prod: The load balancer fails requests, slowly"\`, \`"prod: No metrics of Milvus"\`, \`"prod: No healthy backend"\` and \`"prod: Milvus searches slowly"\`
     google_monitoring_alert_policy.monitoring_calls-are-limited_policy_B1DE7D1A in stack prod: \`projects/example-production/notificationChannels/1\` is not told of 12 alerts any more
     google_monitoring_alert_policy.monitoring_calls-are-limited_policy_B1DE7D1A in stack prod: the alert \`"prod: Milvus limits its callers"\` is switched off
     google_monitoring_alert_policy.monitoring_cloud-armor-refuses_policy_BA877893 in stack prod: the alert \`"prod: Cloud Armor refuses requests"\` is removed
     google_monitoring_alert_policy.monitoring_host-does-not-answer_policy_4F47BD25 in stack prod: the alert \`"prod: A host does not answer"\` is removed
     google_monitoring_notification_channel.monitoring_oncallexamplecom_channel_6CE224C1 in stack prod: the channel \`"prod: oncall@example.com"\` is removed
     google_monitoring_uptime_check_config.monitoring_uptime-aexamplecom_check_A30549E0 in stack prod: the uptime check \`"prod: a.example.com"\` is removed
    `);
  });

  test('of doors', () => {
    expect(about(DOORS, /^(?!Ingress)/)).toMatchInlineSnapshot(`
     BackendConfig default/milvus-a-backendconfig: the security policy \`armor\` is taken off
     Helm release milvus-a: Milvus asks for a password no more
     Helm release milvus-a: Milvus serves the certificate of its image again, instead of one of your own
     NetworkPolicy default/milvus-a-proxy: it lets in more: \`130.211.0.0/22\` on every port
     NetworkPolicy default/milvus-a-proxy: it lets in more: \`35.0.0.0/8\` on port \`19530\`
     NetworkPolicy default/milvus-a-proxy: it lets in more: \`35.191.0.0/16\` on every port
     NetworkPolicy default/milvus-a-proxy: it lets in more: all pods of its namespace on every port
     NetworkPolicy default/milvus-a-proxy: it lets in more: pods with \`app=prometheus\` of every namespace on port \`9091\`
     NetworkPolicy default/milvus-a-proxy: it no longer protects all the pods that it did
     NetworkPolicy default/milvus-a-proxy: the NetworkPolicy \`milvus-a-proxy\` is removed
     google_compute_security_policy.security-policy_E8EFBE51 in stack prod: everybody may call, where some ranges might
     google_compute_security_policy.security-policy_E8EFBE51 in stack prod: the rate limit goes
     google_compute_ssl_policy.ssl-policy_89619694 in stack prod: min_tls_version is lowered from \`TLS_1_2\` to \`TLS_1_0\`
     google_compute_ssl_policy.ssl-policy_89619694 in stack prod: profile is lowered from \`MODERN\` to \`COMPATIBLE\`
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: master_authorized_networks_config disappears
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: master_authorized_networks_config lets in \`198.51.100.0/24\` too
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: node_locations disappears, and stays \`["us-west1-a","us-west1-b"]\`
     google_container_cluster.infrastructure_cluster_5793C914 in stack prod: private nodes are switched off
    `);
  });
});

test('speaks in whole sentences, with what is from files between backticks', () => {
  const texts = [
    ...DANGERS.map(({ why, cure }) => ({ why, cure, message: '' })),
    ...ALL.flatMap(([, before, after]) => dangers(before, after)),
  ];
  for (const { why, cure, message } of texts) {
    expect(why).toMatch(/^(?:[a-z]|[A-Z][a-z]|NEGs|REST|gRPC)[^]*[^.]$/);
    expect(cure).toMatch(/^[A-Z][^]*\.$/);
    for (const text of [why, cure, message]) expect((text.match(/`/g) ?? []).length % 2).toBe(0);
  }
});
