import 'cdktf/lib/testing/adapters/jest';
import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ComputeManagedSslCertificate } from '@cdktf/provider-google/lib/compute-managed-ssl-certificate';
import { ComputeSecurityPolicy } from '@cdktf/provider-google/lib/compute-security-policy';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy';
import { DataGoogleComputeGlobalAddress } from '@cdktf/provider-google/lib/data-google-compute-global-address';
import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { Testing } from 'cdktf';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';
import { MilvusReleaseStack } from '../../src/gcp/release-stack';
import { MilvusGcpStack } from '../../src/gcp/stack';
import { helmValuesOf } from '../../src/helm/values';
import { topologyOf } from '../../src/topology/topology-of';
import { arbitraryEnvironment } from '../arbitrary-environment';
import { App as Cdk8sApp } from 'cdk8s';
import { appOfNoFiles } from './app';

Testing.setupJest();

const minimal = { project: 'my-project', releases: [{ name: 'my-release', host: 'my-release.milvus.io' }] };
const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
const internal = { ...minimal, region: 'us-west1', gcp: { network } };

interface Stack {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly output?: Record<string, { value: string }>;
  readonly terraform: { backend: object };
  readonly provider: { google: object[] };
}

function textOf(environment: ConstructorParameters<typeof MilvusGcpStack>[2], id = 'prod'): string {
  return Testing.synth(new MilvusGcpStack(appOfNoFiles(), id, environment));
}
const stackOf = (environment: ConstructorParameters<typeof MilvusGcpStack>[2]) =>
  JSON.parse(textOf(environment)) as Stack;
const ofLoadBalancer = (loadBalancer: object) => ({ ...minimal, loadBalancer: { name: 'milvus', ...loadBalancer } });

test('makes the address and SSL policy that the manifests name, and says what they are', () => {
  const { resource, output } = stackOf(minimal);
  expect(textOf(minimal)).toHaveResourceWithProperties(ComputeGlobalAddress, { name: 'my-release-milvus' });
  expect(textOf(minimal)).toHaveResourceWithProperties(ComputeSslPolicy, {
    name: 'my-release-milvus',
    min_tls_version: 'TLS_1_2',
    profile: 'MODERN',
  });
  expect(Object.keys(resource).sort().join('\n')).toMatchInlineSnapshot(`
   google_compute_global_address
   google_compute_ssl_policy
   google_project_service
  `);
  expect(Object.keys(output ?? {})).toEqual(['address', 'ssl_policy']);
});

test('makes no policy where one exists, is switched off, or nothing is said', () => {
  for (const sslPolicy of ['off', 'none', { name: 'mine' }]) {
    expect(textOf(ofLoadBalancer({ sslPolicy }))).not.toHaveResource(ComputeSslPolicy);
  }
  for (const securityPolicy of ['off', 'none', { name: 'mine' }]) {
    expect(textOf(ofLoadBalancer({ securityPolicy }))).not.toHaveResource(ComputeSecurityPolicy);
  }
});

function rulesOf(securityPolicy: object): unknown {
  const { resource } = stackOf(ofLoadBalancer({ securityPolicy }));
  return Object.values(resource['google_compute_security_policy'] ?? {})[0]?.['rule'];
}

test('lets in ten ranges a rule and turns all others away with 403', () => {
  const allow = Array.from({ length: 11 }, (_, index) => `203.0.113.${index}/32`);
  expect(rulesOf({ allow })).toEqual([
    expect.objectContaining({
      action: 'allow',
      priority: 1000,
      match: { versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: allow.slice(0, 10) } },
    }),
    expect.objectContaining({
      action: 'allow',
      priority: 1010,
      match: { versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: allow.slice(10) } },
    }),
    expect.objectContaining({
      action: 'deny(403)',
      priority: 2147483647,
      match: { versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: ['*'] } },
    }),
  ]);
});

test('throttles those who may call', () => {
  const throttle = {
    conform_action: 'allow',
    exceed_action: 'deny(429)',
    enforce_on_key: 'IP',
    rate_limit_threshold: { count: 600, interval_sec: 60 },
  };
  expect(rulesOf({ allow: ['203.0.113.0/24'], rateLimit: { requestsPerMinute: 600 } })).toEqual([
    expect.objectContaining({ action: 'throttle', rate_limit_options: throttle }),
    expect.objectContaining({ action: 'deny(403)' }),
  ]);
});

test('throttles everybody and lets them in where only a rate is given', () => {
  expect(rulesOf({ rateLimit: { requestsPerMinute: 600 } })).toEqual([
    expect.objectContaining({
      action: 'throttle',
      match: { versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: ['*'] } },
    }),
    expect.objectContaining({ action: 'allow', priority: 2147483647 }),
  ]);
});

test('makes the certificates that the Ingress names as pre-shared', () => {
  const text = textOf({ ...minimal, certificate: { type: 'pre-shared', create: true } });
  expect(text).toHaveResourceWithProperties(ComputeManagedSslCertificate, {
    name: 'my-release-milvus-tls',
    managed: { domains: ['my-release.milvus.io'] },
  });
});

test('makes a zone, and in it an A record for each host', () => {
  const text = textOf({ ...minimal, gcp: { dns: { zone: { create: { dnsName: 'milvus.io' } } } } });
  expect(text).toHaveResourceWithProperties(DnsManagedZone, { name: 'my-release-milvus-zone', dns_name: 'milvus.io.' });
  expect(text).toHaveResourceWithProperties(DnsRecordSet, { name: 'my-release.milvus.io.', type: 'A', ttl: 300 });
  expect(Object.keys((JSON.parse(text) as Stack).output ?? {})).toContain('name_servers');
});

test.each<[string, object, object, unknown]>([
  ['a public zone', {}, {}, { state: 'on' }],
  ['a public zone that says so', {}, { dnssecConfig: { state: 'off' } }, { state: 'off' }],
  ['not a private one', { region: 'us-west1', loadBalancer: { scheme: 'internal' } }, {}, undefined],
])('signs %s', (_, more, create, dnssec) => {
  const dns = { zone: { create: { dnsName: 'milvus.io', ...create } } };
  const { resource } = stackOf({ ...minimal, ...more, gcp: { network, dns } });
  expect(Object.values(resource['google_dns_managed_zone'] ?? {})[0]?.['dnssec_config']).toEqual(dnssec);
});

test('writes into a zone that exists, and looks an existing address up', () => {
  const text = textOf({
    ...ofLoadBalancer({ address: { name: 'mine' } }),
    gcp: { dns: { zone: { existing: 'milvus-io' } } },
  });
  expect(text).not.toHaveResource(DnsManagedZone);
  expect(text).toHaveResourceWithProperties(DnsRecordSet, { managed_zone: 'milvus-io' });
  expect(text).toHaveDataSourceWithProperties(DataGoogleComputeGlobalAddress, { name: 'mine' });
});

test('keeps all of an internal load balancer inside its network', () => {
  const dns = { zone: { create: { dnsName: 'milvus.io' } } };
  const text = textOf({ ...internal, loadBalancer: { scheme: 'internal' }, gcp: { network, dns } });
  expect(text).toHaveResourceWithProperties(ComputeAddress, {
    name: 'my-release-milvus',
    address_type: 'INTERNAL',
    purpose: 'SHARED_LOADBALANCER_VIP',
    subnetwork: 'subnet',
    region: 'us-west1',
  });
  expect(text).toHaveResourceWithProperties(DnsManagedZone, {
    visibility: 'private',
    private_visibility_config: { networks: [{ network_url: 'projects/my-project/global/networks/vpc' }] },
  });
  expect(text).not.toHaveResource(ComputeGlobalAddress);
  expect(text).not.toHaveResource(ComputeSslPolicy);
});

test('labels all that can carry labels', () => {
  expect(stackOf({ ...minimal, gcp: { labels: { team: 'search' } } }).provider.google).toEqual([
    { project: 'my-project', region: 'us-west1', default_labels: { team: 'search' } },
  ]);
});

test('keeps its state where it is told', () => {
  const backendIn = (outdir: string): unknown => {
    const stack = new MilvusGcpStack(appOfNoFiles(outdir), 'prod', minimal);
    return (JSON.parse(Testing.synth(stack)) as Stack).terraform.backend;
  };
  expect(stackOf(minimal).terraform.backend).toEqual({ local: { path: '../../../terraform.prod.tfstate' } });
  expect(backendIn('dist/terraform')).toEqual({ local: { path: '../../../../terraform.prod.tfstate' } });
  expect(stackOf({ ...minimal, gcp: { state: { gcs: { bucket: 'states' } } } }).terraform.backend).toEqual({
    gcs: { bucket: 'states', prefix: 'milvus-l7/prod' },
  });
});

test('refuses an environment with nothing to create, by the name of the construct', () => {
  const environment = ofLoadBalancer({ address: 'ephemeral', sslPolicy: 'none' });
  expect(() => textOf(environment)).toThrow('prod: the environment has nothing for Terraform to create');
  expect(() => textOf({ ...minimal, project: 'P' })).toThrow('prod project: must be a project id');
});

/** Both stacks of an environment, as far as it has them. */
function textsOf(environment: Parameters<typeof topologyOf>[1]): { first?: string; second?: string } {
  const { stackName, releaseStack } = topologyOf('prod', environment).terraform;
  const app = appOfNoFiles();
  const infrastructure = stackName === undefined ? undefined : new MilvusGcpStack(app, 'prod', environment);
  const releases = releaseStack && new MilvusReleaseStack(app, 'prod', environment, { infrastructure });
  releases?.prepareStack(); // it adds the outputs that it reads to the first one
  return {
    ...(infrastructure && { first: Testing.synth(infrastructure) }),
    ...(releases && { second: Testing.synth(releases) }),
  };
}

/** References of a stack that lead to nothing in it. */
function danglingIn(text: string): string[] {
  const {
    resource = {},
    data = {},
    variable = {},
  } = JSON.parse(text) as {
    resource?: Stack['resource'];
    data?: Stack['resource'];
    variable?: object;
  };
  const inText = [...text.matchAll(/[{(](data\.)?((?:google|helm|terraform)_\w+)\.([\w-]+)/g)];
  const bare = [...text.matchAll(/"(data\.)?((?:google|helm)_\w+)\.([\w-]+)"/g)];
  const dangling = [...inText, ...bare].filter(
    ([, isData, type = '', name = '']) => !(name in ((isData ? data : resource)[type] ?? {})),
  );
  const variables = [...text.matchAll(/\$\{var\.(\w+)\}/g)].filter(([, name = '']) => !(name in variable));
  return [...dangling, ...variables].map(([reference]) => reference);
}

describe('for any environment', () => {
  const withStack = arbitraryEnvironment.filter(
    (environment) => topologyOf('prod', environment).terraform.stackName !== undefined,
  );

  test('manifests and Terraform say the same names', () => {
    fc.assert(
      fc.property(withStack, (environment) => {
        const { resource } = stackOf(environment);
        const named = (type: string) => Object.values(resource[type] ?? {}).map(({ name }) => name);
        const objects = new MilvusIngressChart(new Cdk8sApp(), 'prod', environment).toJson() as {
          kind: string;
          metadata: { annotations?: Record<string, string> };
          spec: { sslPolicy?: string; securityPolicy?: { name: string } };
        }[];
        const ingress = objects.find(({ kind }) => kind === 'Ingress');
        const annotations = ingress?.metadata.annotations ?? {};
        const { loadBalancer } = topologyOf('prod', environment);
        if (loadBalancer.address.kind === 'reserved') {
          expect(named('google_compute_global_address').concat(named('google_compute_address'))).toEqual([
            annotations['kubernetes.io/ingress.global-static-ip-name'] ??
              annotations['kubernetes.io/ingress.regional-static-ip-name'],
          ]);
        }
        const frontend = objects.find(({ kind }) => kind === 'FrontendConfig');
        for (const name of named('google_compute_ssl_policy')) expect(frontend?.spec.sslPolicy).toBe(name);
        for (const name of named('google_compute_security_policy')) {
          for (const { spec } of objects.filter(({ kind }) => kind === 'BackendConfig'))
            expect(spec.securityPolicy?.name).toBe(name);
        }
        const made = named('google_compute_managed_ssl_certificate').map(String);
        const shared = annotations['ingress.gcp.kubernetes.io/pre-shared-cert']?.split(',') ?? [];
        if (made.length > 0) expect(made.sort()).toEqual(shared.sort());
      }),
    );
  });

  test('every reference leads to something of the same stack, or to an output of the first', () => {
    fc.assert(
      fc.property(arbitraryEnvironment, (environment) => {
        const { first, second } = textsOf(environment);
        for (const text of [first, second]) expect(danglingIn(text ?? '{}')).toEqual([]);
        const { output = {} } = JSON.parse(first ?? '{}') as Partial<Stack>;
        for (const [, name = ''] of (second ?? '').matchAll(/terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)/g))
          expect(output).toHaveProperty(name);
      }),
    );
  });

  test('pods are the Google service accounts that may use the bucket', () => {
    fc.assert(
      fc.property(withStack, (environment) => {
        const topology = topologyOf('prod', environment);
        const { project, namespace, cluster } = topology;
        const { resource } = stackOf(environment);
        const made = Object.values(resource['google_service_account_iam_member'] ?? {}).map(({ member }) => member);
        const objects = new MilvusIngressChart(new Cdk8sApp(), 'prod', environment).toJson() as {
          kind: string;
          metadata: { name: string; annotations: Record<string, string> };
        }[];
        const pods = objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata);
        const pool = `${cluster?.project ?? project}.svc.id.goog`;
        expect(made.map(String).sort()).toEqual(
          pods.map(({ name }) => `serviceAccount:${pool}[${namespace}/${name}]`).sort(),
        );
        for (const { name, annotations } of pods) {
          expect(annotations['iam.gke.io/gcp-service-account']).toBe(`${name}@${project}.iam.gserviceaccount.com`);
        }
        for (const { name, storage } of topology.releases) {
          const text = helmValuesOf(
            topology,
            topology.releases.find((release) => release.name === name)!,
          ).text;
          const { serviceAccount, externalS3 } = parse(text) as Record<string, Record<string, unknown> | undefined>;
          expect(serviceAccount?.['name']).toBe(storage?.serviceAccountName);
          expect(externalS3?.['bucketName']).toBe(storage?.bucketName);
          if (storage) expect(pods.map((pod) => pod.name)).toContain(storage.serviceAccountName);
        }
      }),
    );
  });

  test('no token, secret or absolute path is written', () => {
    fc.assert(
      fc.property(withStack, (environment) => {
        const text = textOf(environment);
        expect(text).not.toMatch(/\$\{TfToken|TOKEN\[|private_key|password/i);
        expect(text).not.toMatch(/"\/(?!\/)[^"]*"/);
        expect(text).not.toContain(process.cwd());
      }),
    );
  });
});
