import 'cdktf/lib/testing/adapters/jest';
import { DataGoogleContainerCluster } from '@cdktf/provider-google/lib/data-google-container-cluster';
import { Release } from '@cdktf/provider-helm/lib/release';
import { Testing } from 'cdktf';
import { MilvusReleaseStack, type MilvusReleaseStackProps } from '../../src/gcp/release-stack';
import { MilvusGcpStack } from '../../src/gcp/stack';
import { helmValuesOf } from '../../src/helm/values';
import { topologyOf } from '../../src/topology/topology-of';
import type { Environment } from '../../src/config/environment';
import { appOfNoFiles } from './app';

Testing.setupJest();

const release = { name: 'my-release', host: 'my-release.milvus.io', chart: '5.0.19' };
const minimal = { project: 'my-project', releases: [release] };
const existing: Environment = {
  ...minimal,
  gcp: {
    cluster: { existing: { name: 'platform', location: 'us-west1-a', project: 'other-project' } },
    helmRelease: true,
  },
};
const created: Environment = {
  ...minimal,
  gcp: { network: { create: {} }, cluster: { create: {} }, helmRelease: true },
};

function textOf(environment: Environment, props: MilvusReleaseStackProps = {}): string {
  return Testing.synth(new MilvusReleaseStack(appOfNoFiles(), 'prod', environment, props));
}

test('installs exactly the values of dist/helm, patiently, and never takes a database away', () => {
  const text = textOf(existing);
  const topology = topologyOf('prod', existing);
  expect(text).toHaveResourceWithProperties(Release, {
    name: 'my-release',
    namespace: 'default',
    repository: 'https://zilliztech.github.io/milvus-helm/',
    chart: 'milvus',
    version: '5.0.19',
    upgrade_install: true,
    wait: true,
    timeout: 1200,
    values: [helmValuesOf(topology, topology.releases[0]!).text],
  });
  expect(text).not.toContain('atomic');
  expect(text).not.toContain('"import"');
});

test('reads the address of a created cluster from the state of the first stack', () => {
  const app = appOfNoFiles();
  const infrastructure = new MilvusGcpStack(app, 'prod', created);
  const stack = new MilvusReleaseStack(app, 'prod', created, { infrastructure });
  stack.prepareStack();
  const { data, provider } = JSON.parse(Testing.synth(stack)) as { data: object; provider: { helm: object[] } };
  expect(Object.keys(data)).toEqual(['terraform_remote_state']);
  expect(JSON.stringify(data)).toContain('../../../terraform.prod.tfstate');
  expect(provider).not.toHaveProperty('google');
  const reference = expect.stringMatching(
    /data\.terraform_remote_state\.[\w-]+\.outputs\.cluster_endpoint\}$/,
  ) as string;
  expect(provider.helm).toEqual([
    {
      kubernetes: {
        host: reference,
        cluster_ca_certificate: expect.stringMatching(/^\$\{base64decode\(data\.terraform_remote_state\./) as string,
        exec: {
          api_version: 'client.authentication.k8s.io/v1beta1',
          command: 'gke-gcloud-auth-plugin',
          args: ['--use_application_default_credentials'],
        },
      },
    },
  ]);
  expect(stack.dependsOn(infrastructure)).toBe(true);
});

test('asks Google for the address of an existing cluster, in its own project', () => {
  expect(textOf(existing)).toHaveDataSourceWithProperties(DataGoogleContainerCluster, {
    name: 'platform',
    location: 'us-west1-a',
    project: 'other-project',
  });
});

test('stores no token, and no secret', () => {
  const secret = { ...existing, releases: [{ ...release, secretValues: 'secrets/my-release.yaml' }] };
  const text = textOf(secret);
  const { variable, resource } = JSON.parse(text) as {
    variable: object;
    resource: { helm_release: Record<string, { values: string[] }> };
  };
  expect(variable).toEqual({
    secret_values_my_release: expect.objectContaining({ type: 'string', sensitive: true, nullable: false }) as object,
  });
  expect(Object.values(resource.helm_release)[0]?.values[1]).toBe('${var.secret_values_my_release}');
  expect(text).not.toMatch(/token|client_key|"default":/);
  expect(textOf(existing)).not.toContain('"variable"');
});

test('adopts releases that helm made, and needs no terraform to say so', () => {
  const adopting = { ...existing, namespace: 'search', gcp: { ...existing.gcp, helmRelease: { import: true } } };
  const path = process.env['PATH'];
  process.env['PATH'] = '';
  try {
    const stack = new MilvusReleaseStack(appOfNoFiles(), 'prod', adopting);
    const text = Testing.synth(stack, true);
    const { import: imports } = JSON.parse(text) as { import: { id: string; to: string }[] };
    expect(imports).toEqual([{ id: 'search/my-release', to: 'helm_release.my-release' }]);
  } finally {
    process.env['PATH'] = path;
  }
});

test('keeps a state of its own, where that of the first stack is', () => {
  const { terraform } = JSON.parse(textOf(existing)) as { terraform: { backend: object } };
  expect(terraform.backend).toEqual({ local: { path: '../../../terraform.prod-release.tfstate' } });
  const inBucket = { ...existing, gcp: { ...existing.gcp, state: { gcs: { bucket: 'states' } } } };
  expect(textOf(inBucket)).toContain('"prefix": "milvus-l7/prod-release"');
});

test('leaves the marks of Terraform in values alone', () => {
  const values = new Map([['my-release', 'a: "${HOME} %{ if } $${x}"\n']]);
  const { resource } = JSON.parse(textOf(existing, { values })) as {
    resource: { helm_release: Record<string, { values: string[] }> };
  };
  expect(Object.values(resource.helm_release)[0]?.values).toEqual(['a: "$${HOME} %%{ if } $$${x}"\n']);
});

test.each<[string, Environment, string]>([
  ['an environment without gcp.helmRelease', minimal, 'prod-release: the environment has no gcp.helmRelease'],
  [
    'a created cluster without its stack',
    created,
    'prod-release infrastructure: required where gcp.cluster says create',
  ],
  [
    'values that nobody merged',
    { ...existing, releases: [{ ...release, values: 'values/mine.yaml' }] },
    'prod-release values: required for my-release',
  ],
  ['a faulty environment', { ...existing, project: 'P' }, 'prod-release project: must be a project id'],
])('refuses %s', (_, environment, message) => {
  expect(() => textOf(environment)).toThrow(message);
});
