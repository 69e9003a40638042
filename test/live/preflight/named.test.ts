import { namedInGoogleCloud } from '../../../src/live/preflight/named';
import { topologyOf } from '../../../src/topology/topology-of';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
const asked = (loadBalancer: object) =>
  namedInGoogleCloud(
    topologyOf('prod', {
      project: 'my-project',
      region: 'us-west1',
      releases: [release],
      certificate: { type: 'pre-shared', names: ['mine'] },
      loadBalancer,
      gcp: { network },
    }),
  ).map(({ args }) => args.slice(1).join(' '));

test('asks for what a regional Gateway names in its region', () => {
  const named = { address: { name: 'a' }, sslPolicy: { name: 's' }, securityPolicy: { name: 'c' } };
  expect(asked({ api: 'gateway', scheme: 'regional', ...named })).toEqual([
    'addresses describe a --region us-west1',
    'ssl-policies describe s --region us-west1',
    'security-policies describe c --region us-west1',
    'ssl-certificates describe mine --region us-west1',
    'networks subnets describe subnet --region us-west1',
  ]);
});

test('asks for the addresses of both while an environment moves', () => {
  expect(asked({ also: 'gateway', address: { ingress: 'a', gateway: 'b' }, sslPolicy: { name: 's' } })).toEqual([
    'addresses describe a --global',
    'addresses describe b --global',
    'ssl-policies describe s --global',
    'ssl-certificates describe mine --global',
    'networks subnets describe subnet --region us-west1',
  ]);
});
