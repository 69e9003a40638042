import { stringify } from 'yaml';
import { helmValuesOf } from '../../src/helm/values';
import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';
import { Shell } from './shell';
import { snippetOf } from './snippets';

const topology = topologyOf('prod', {
  project: 'my-project',
  releases: [{ name: 'my-release', host: 'my-release.milvus.io', backendCertificate: 'image' }],
});
const [release] = topology.releases;
const ours = helmValuesOf(topology, release!).text;

/** As helm prints values: keys by the alphabet, lists as far left as their key. */
const asHelmPrints = (values: object): string => stringify(values, { sortMapEntries: true, indentSeq: false });

/** Runs the upgrade against a live release with such values. */
function upgrade(values: object, variables: Record<string, string> = {}): { code: number | undefined; errors: string } {
  const shell = new Shell();
  shell.write('dist/helm/prod/my-release.values.yaml', ours);
  const blocks = ['secrets-folder', 'helm-upgrade'].map((id) => snippetOf(runbookOf(topology), id));
  const { codes, errors } = shell.paste(blocks, {
    FAKE_HELM_LIST: '[{"name":"my-release","chart":"milvus-5.0.19"}]',
    FAKE_HELM_VALUES: shell.write('live.yaml', asHelmPrints(values)),
    ...variables,
  });
  return { code: codes['helm-upgrade'], errors };
}

const wish = (topologyKey: string) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: {
    matchLabels: {
      'app.kubernetes.io/instance': 'my-release',
      'app.kubernetes.io/name': 'milvus',
      component: 'proxy',
    },
  },
});
const both = [wish('topology.kubernetes.io/zone'), wish('kubernetes.io/hostname')];

test.each([
  ['are ours from the last time', { proxy: { replicas: 2, topologySpreadConstraints: both } }],
  ['are none', { proxy: { replicas: 2 } }],
  ['are an empty list', { proxy: { topologySpreadConstraints: [], volumes: [] } }],
  ['belong to other components', { queryNode: { topologySpreadConstraints: [wish('rack')] }, proxy: { replicas: 2 } }],
])('goes on where the constraints of the live proxies %s', (_, values) => {
  expect(upgrade(values)).toEqual({ code: 0, errors: '' });
});

test.each([
  ['another one', [wish('rack')]],
  ['one more', [...both, wish('rack')]],
  ['one less', both.slice(1)],
  ['a stricter one', [{ ...both[0]!, whenUnsatisfiable: 'DoNotSchedule' }, both[1]!]],
])('stops where the live proxies have constraints of their own: %s', (_, topologySpreadConstraints) => {
  const { code, errors } = upgrade({ proxy: { replicas: 2, topologySpreadConstraints } });
  expect(code).toBe(1);
  expect(errors).toBe(
    'STOP: my-release has topologySpreadConstraints of its own for the proxies, which would be lost\n',
  );
});

test('goes on when the reader has seen the difference and says so', () => {
  const values = { proxy: { topologySpreadConstraints: [wish('rack')] } };
  expect(upgrade(values, { REPLACE: 'yes' }).code).toBe(0);
});
