import { helmValuesOf } from '../../src/helm/values';
import type { Release, Topology } from '../../src/topology/topology';
import { readFileSync } from 'node:fs';
const base: Release = { name: 'my-release', host: 'h', clientHost: 'h', chart: '5.0.19', mode: 'cluster', serviceName: 'my-release-milvus', backendConfigName: 'my-release-backendconfig', certificateName: 'c', backendCertificate: { secretName: 'my-release-milvus-backend-tls' }, rest: 'off', authorization: true, proxyReplicas: 2 };
const topology = { environment: 'prod' } as Topology;
const show = (r: Partial<Release>, text?: string) => { try { const v = helmValuesOf(topology, { ...base, ...r }, text === undefined ? undefined : { file: 'v.yaml', text }); console.log(v.text, v.notes); const again = helmValuesOf(topology, { ...base, ...r }, { file: 'v.yaml', text: v.text }); if (again.text !== v.text || again.notes.length) console.log('NOT IDEMPOTENT', again.text, again.notes); } catch (e) { console.log((e as Error).stack?.includes('UserError') ? (e as Error).message : e); } };
test('x', () => {
  show({});
  show({ mode: 'standalone', proxyReplicas: 'unmanaged', fullnameOverride: 'on' });
  show({ backendCertificate: 'image', rest: 'unmanaged', authorization: 'unmanaged', proxyReplicas: 'unmanaged' }, readFileSync('/work/shared/seed/values.yaml', 'utf8'));
  show({}, `# my values
service: {type: LoadBalancer, annotations: {}} # public
image: {all: {tag: 0777}}   # odd
proxy: # the proxies
  volumes: []
metrics: null
extraConfigFiles:
  user.yaml: |+
    # tuned
    common:
      security:
        tlsMode: 0   # for now
    quota: 12345678901234567890

    x: [yes, 1e3, "q"]
etcd:
  replicaCount: 3
`);
  show({}, `ingress:
  enabled: true
nameOverride: foo
service: &s
  port: 80
  annotations:
    cloud.google.com/neg: '{"ingress":true}'
    cloud.google.com/backend-config: '{"default":"x"}'
other: *s
proxy:
  hpa: {enabled: true}
  replicas: 5
  volumes:
    - name: backend-tls
      secret: {secretName: x}
  tls: {key: abc}
externalS3:
  accessKey: hunter1
  secretKey: "hunter2"
minio: {accessKey: minioadmin}
extraEnv:
  - {name: AWS_SECRET_ACCESS_KEY, value: hunter3}
cert: |
  -----BEGIN RSA PRIVATE KEY-----
  hunter4
metrics: {enabled: no}
extraConfigFiles:
  user.yaml: |
    common:
      security:
        tlsMode: 2
        authorizationEnabled: false
        defaultRootPassword: hunter5
    proxy:
      http: {enabled: true, port: 8080}
    tls: {serverPemPath: /x}
`);
  for (const t of ['- a', 'null', '', '# c\n', 'USER-SUPPLIED VALUES:\na: b\n', 'a: 1\n---\nb: 1', 'a: 1\na: 2', 'service: &x {type: ClusterIP}\nb: &y {}\nproxy: *y', 'extraConfigFiles:\n  user.yaml:\n', 'extraConfigFiles:\n  user.yaml: [a]\n', 'extraConfigFiles:\n  user.yaml: a\n','extraConfigFiles:\n  user.yaml: {a: b}\n','extraConfigFiles:\n  user.yaml: |\n    - a\n','extraConfigFiles:\n  user.yaml: |\n    a: [\n    b: 1\n','extraConfigFiles:\n  user.yaml: |\n    a: 1\n    ---\n    b: 1\n','extraConfigFiles:\n  user.yaml: |\n    a: 1\n    a: 1\n','x: &u "a: 1"\nextraConfigFiles:\n  user.yaml: *u\n','extraConfigFiles:\r\n  user.yaml: |\r\n    a: 1\r\n    b: 2\r\n','extraConfigFiles:\n  user.yaml: "a: 1\\r\\nb: 2\\r\\n"\n','extraConfigFiles:\n  user.yaml: |\n    c: &c {security: 1}\n    common: *c\n', 'service: foo', '<<: 1', 'extraConfigFiles:\n  user.yaml: |\n    # only\n','base: &b {service: {type: X}}\n<<: *b']) { console.log('>>>', JSON.stringify(t)); show({}, t); }
});
