import { DEFAULTS, faultsOf, valuesOf } from './release';

const SCALED = {
  ...DEFAULTS,
  proxyReplicas: 2,
  proxyAutoscale: { maxReplicas: 10, cpuUtilization: 60 },
  leftToDefault: [],
};

test('hands the number of proxies to the autoscaler of the chart, spread as a number of them is', () => {
  const { text } = valuesOf(SCALED, 'proxy:\n  resources: {limits: {cpu: 2}}\n');
  const proxy = text.slice(text.indexOf('proxy:'), text.indexOf('  volumes:'));
  expect(proxy).toMatchInlineSnapshot(`
   proxy:
     resources: {limits: {cpu: 2}}
     replicas: -1
     hpa:
       enabled: true
       minReplicas: 2
       maxReplicas: 10
       cpuUtilization: 60
     topologySpreadConstraints:
       - maxSkew: 1
         topologyKey: topology.kubernetes.io/zone
         whenUnsatisfiable: ScheduleAnyway
         labelSelector:
           matchLabels:
             app.kubernetes.io/instance: my-release
             app.kubernetes.io/name: milvus
             component: proxy
       - maxSkew: 1
         topologyKey: kubernetes.io/hostname
         whenUnsatisfiable: ScheduleAnyway
         labelSelector:
           matchLabels:
             app.kubernetes.io/instance: my-release
             app.kubernetes.io/name: milvus
             component: proxy
  `);
});

test('refuses to count in percent of nothing, and says the lines that are missing', () => {
  expect(() => valuesOf(SCALED)).toThrow('proxy: { resources: { requests: { cpu: 1, memory: 2Gi } } }');
  expect(faultsOf(SCALED, 'proxy: {resources: {requests: {memory: 1Gi}}}')).toEqual([
    '1:20 proxy.resources.requests.cpu: is missing, and the autoscaler of the proxies counts in percent of it: it would never act',
  ]);
});

test('goes from a number to an autoscaler with a word about the moment between', () => {
  const { notes } = valuesOf(SCALED, 'proxy: {replicas: 3, resources: {requests: {cpu: 500m}}}\n');
  expect(notes.find(({ path }) => path === 'proxy.replicas')).toMatchObject({ message: '3 becomes -1' });
});

test('refuses an autoscaler in the file that says otherwise', () => {
  const hpa = 'hpa: {enabled: true, minReplicas: 3}';
  expect(faultsOf(SCALED, `proxy: {replicas: -1, ${hpa}, resources: {requests: {cpu: 1}}}`)).toEqual([
    '1:57 proxy.hpa.minReplicas: must be 2, got 3',
  ]);
});
