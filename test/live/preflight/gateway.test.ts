import { askForGateway } from '../../../src/live/preflight/gateway';
import { topologyOf } from '../../../src/topology/topology-of';
import { ApiServer } from '../api-server';

const release = { name: 'milvus', host: 'milvus.example.com' };
const topology = (loadBalancer: object) =>
  topologyOf('test', { project: 'example-testing', namespace: 'milvus', releases: [release], loadBalancer });

let api: ApiServer;
beforeEach(async () => {
  api = await ApiServer.start();
});
afterEach(() => api.stop());

/** What is found, where the class answers with a status. */
const found = (status: number, loadBalancer: object = { api: 'gateway' }) => {
  api.answer = (path) => {
    if (path.includes('/gatewayclasses/')) return { status, body: {} };
    return path.includes('/gateways/') ? { status: 404 } : undefined;
  };
  return askForGateway(topology(loadBalancer), api.cluster('milvus'));
};

test('asks for the Gateway, its events and the class that it names', async () => {
  await found(200);
  expect(api.asked.map(decodeURIComponent).sort()).toMatchInlineSnapshot(`
   [
     "/api/v1/namespaces/milvus/events?fieldSelector=involvedObject.kind=Gateway,involvedObject.name=milvus",
     "/apis/gateway.networking.k8s.io/v1/gatewayclasses/gke-l7-global-external-managed",
     "/apis/gateway.networking.k8s.io/v1/namespaces/milvus/gateways/milvus",
   ]
  `);
});

test.each([
  [200, { value: true }],
  [404, { value: false }],
  [403, { notRun: 'you may not get gatewayclasses' }],
  [500, { notRun: 'HTTP 500 for gatewayclasses' }],
])('a class that answers with %i', async (status, hasClass) => {
  expect(await found(status)).toEqual({ object: { value: undefined }, events: { value: [] }, hasClass });
});

test('asks for nothing where there is no Gateway', async () => {
  expect(await found(200, {})).toBeUndefined();
  expect(api.asked).toEqual([]);
});
