import { DEFAULTS, GUIDE, valuesOf } from './release';

const told = (text: string, release = DEFAULTS) =>
  valuesOf(release, text).notes.map(({ path = '', message }) => `${path} ${message}`);
const IN_USER_YAML = 'extraConfigFiles["user.yaml"]';

test('names everything that it switches on or off in a file that says nothing', () => {
  expect(told('a: 1\n').join('\n')).toMatchInlineSnapshot(`
   extraConfigFiles["user.yaml"].common.security.tlsMode is switched on, with 1
   extraConfigFiles["user.yaml"].common.security.authorizationEnabled is switched on
   extraConfigFiles["user.yaml"].proxy.http.enabled is switched off: REST cannot share the port of gRPC while TLS is on
  `);
  expect(told('a: 1\n', GUIDE)).toEqual([`${IN_USER_YAML}.common.security.tlsMode is switched on, with 1`]);
  expect(valuesOf(DEFAULTS).notes).toEqual([]);
});

test('names what stands where nobody reads it, and what cannot go on', () => {
  const found = told('proxy: {http: {enabled: true}}\nattu: {enabled: true}\n').filter(
    (line) => !line.startsWith('extra'),
  );
  expect(found.join('\n')).toMatchInlineSnapshot(`
   proxy.http.enabled does nothing here: REST is switched off in user.yaml, the place that Milvus reads
   attu.enabled the chart's Attu speaks plaintext only, and cannot connect any more once Milvus speaks TLS
  `);
});

test('names what a Service of type LoadBalancer had for its own address', () => {
  const text = `service:
  type: LoadBalancer
  loadBalancerIP: 203.0.113.7
  annotations:
    external-dns.alpha.kubernetes.io/hostname: milvus.example.com
    cloud.google.com/neg: '{"ingress": true}'
`;
  const found = told(text).filter((line) => line.startsWith('service'));
  expect(found.join('\n')).toMatchInlineSnapshot(`
   service.type "LoadBalancer" becomes "ClusterIP"
   service.loadBalancerIP has no effect any more on the address of Milvus: its Service becomes ClusterIP, behind the Ingress
   service.annotations["external-dns.alpha.kubernetes.io/hostname"] has no effect any more on the address of Milvus: its Service becomes ClusterIP, behind the Ingress
  `);
});
