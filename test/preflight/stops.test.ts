import { stringify } from 'yaml';
import type { Environment } from '../../src/config/environment';
import type { Facts, GatewayFacts, ReleaseFacts } from '../../src/live/preflight/facts';
import type { LiveObject } from '../../src/live/resources';
import { AREAS, ESSENTIAL, type Area } from '../../src/preflight/finding';
import { Authority } from '../live/certificates';
import { type Change, ENVIRONMENT, NOW, preflightFor, releaseFacts, textsOf } from './facts';

const same: Change = () => ({});
const release =
  (more: Partial<ReleaseFacts>): Change =>
  (_, topology) => ({ releases: new Map([['milvus', releaseFacts(topology, more)]]) });
const live = (values: object): Change => release({ values: { value: stringify(values) } });
/** Values that say what ours say, and more. */
const plus =
  (more: string): Change =>
  (facts, topology) => {
    const { values } = releaseFacts(topology);
    const text = 'value' in values ? values.value : '';
    return release({ values: { value: `${text}${more}` } })(facts, topology);
  };
const changed =
  (change: (values: string) => string): Change =>
  (facts, topology) => {
    const { values } = releaseFacts(topology);
    const text = 'value' in values ? values.value : '';
    return release({ values: { value: change(text) } })(facts, topology);
  };
const pods = (image: string): Change =>
  release({ pods: { value: [{ metadata: { name: 'p' }, spec: { containers: [{ image }] } }] } });
const service = (metadata: object, spec: object = {}): Change =>
  release({ service: { value: { metadata: { name: 'milvus', ...metadata }, spec: spec as Record<string, unknown> } } });
const environment = (more: Partial<Environment>): Environment => ({ ...ENVIRONMENT, ...more });
const named =
  (kind: string, found: object | undefined): Change =>
  () => ({
    named: [{ kind, name: 'theirs', found: { value: found as Record<string, unknown> | undefined } }],
  });
const gke =
  (more: object): Change =>
  () => ({ gke: { value: { name: 'main', endpoint: '34.1.2.3', ...more } } });
const aliases = { ipAllocationPolicy: { useIpAliases: true } };
/** As the cluster's own controller says it of each. */
const nodes = (...messages: readonly string[]) => ({
  value: messages.map((message, index) => ({
    metadata: { name: `n${index}` },
    spec: { providerID: 'gce://example-production/us-west1-a/n', podCIDR: '10.8.0.0/24' },
    status: { conditions: [{ type: 'NetworkUnavailable', status: 'False', reason: 'RouteCreated', message }] },
  })),
});
const byHand = {
  managedFields: [
    { manager: 'kubectl-annotate', fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:cloud.google.com/neg': {} } } } },
  ],
};
const WITH_POLICY = environment({
  releases: [{ ...ENVIRONMENT.releases[0]!, networkPolicy: { metricsFrom: [{ app: 'prometheus' }] } }],
});
const PROXY_ONLY = environment({
  loadBalancer: { scheme: 'internal' },
  gcp: { network: { existing: { network: 'vpc', subnetwork: 'sub', proxyOnlyRange: '10.129.0.0/23' } } },
});

const GATEWAY = environment({ loadBalancer: { api: 'gateway' } });
/** A Gateway that runs: a cluster that knows its kinds and its class, and what it says of itself. */
const gateway =
  (more: Partial<GatewayFacts>): Change =>
  ({ served }) => ({
    served: { value: [...('value' in served ? served.value : []), 'gateways.gateway.networking.k8s.io'] },
    gateway: { object: { value: undefined }, events: { value: [] }, hasClass: { value: true }, ...more },
  });
const liveGateway = (status: object, events: readonly object[] = []): Change =>
  gateway({
    object: { value: { metadata: { name: 'milvus' }, status: status as Record<string, unknown> } },
    events: { value: events as readonly LiveObject[] },
  });
const UNLOOKED = ['Accepted', 'Programmed'].map((type) => ({ type, status: 'Unknown', message: 'Waiting' }));

test('nothing is in the way where all is as the environment has it', () => {
  const { go, findings } = preflightFor(ENVIRONMENT, same);
  expect(findings.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  expect(go).toBe(true);
});

/** The area of a stop, what it tells, and what it takes. */
const STOPS: Record<Area, (readonly [told: string, change: Change, given?: Environment])[]> = {
  place: [
    [
      'the cluster is of other in europe-west1; the environment of example-production in us-west1',
      () => ({ nodes: { value: [{ metadata: { name: 'n' }, spec: { providerID: 'gce://other/europe-west1-b/x' } }] } }),
    ],
    [
      'the cluster is of example-production in us-east1',
      () => ({ nodes: { notRun: 'no' }, context: 'gke_example-production_us-east1_main' }),
    ],
    [
      'the context leads to the cluster other in us-west1-a; the environment to main in us-west1-a',
      () => ({ context: 'gke_example-production_us-west1-a_other', server: 'https://34.9.9.9' }),
    ],
    ['the namespace default is not there', () => ({ namespaceIsThere: { value: false } })],
    ['helm is 3.13.9', ({ versions }) => ({ versions: { ...versions, helm: { value: '3.13.9' } } })],
    [
      'yq is 3.4.3',
      ({ versions }) => ({ versions: { ...versions, yq: { value: '3.4.3' } } }),
      environment({ gcp: { ...ENVIRONMENT.gcp, storage: { create: {} } } }),
    ],
    ['terraform is 1.4.7', ({ versions }) => ({ versions: { ...versions, terraform: { value: '1.4.7' } } })],
    ['kubectl is 1.24.0', ({ versions }) => ({ versions: { ...versions, kubectl: { value: '1.24.0' } } })],
    [
      'you may not create secrets, patch deployments.apps',
      () => ({
        rights: {
          value: [
            { verb: 'create', group: '', resource: 'secrets', allowed: false },
            { verb: 'patch', group: 'apps', resource: 'deployments', allowed: false },
          ],
        },
      }),
    ],
  ],
  cluster: [
    [
      'the cluster knows no BackendConfig',
      () => ({
        served: { value: ['frontendconfigs.networking.gke.io', 'managedcertificates.networking.gke.io'] },
      }),
    ],
    ['the load-balancing add-on is off', gke({ ...aliases, addonsConfig: { httpLoadBalancing: { disabled: true } } })],
    ['no controller looks at it', () => ({ ingress: { value: { metadata: { name: 'milvus' } } } })],
    ['there is no GatewayClass gke-l7-global-external-managed', gateway({ hasClass: { value: false } }), GATEWAY],
    ['the Gateway milvus is there, and has neither an address nor any event', liveGateway({}), GATEWAY],
    ['no controller looks at it', liveGateway({ conditions: UNLOOKED }), GATEWAY],
    [
      'the load-balancing add-on is off, and no Gateway gets a load balancer',
      gke({ ...aliases, addonsConfig: { httpLoadBalancing: { disabled: true } } }),
      GATEWAY,
    ],
    ['the cluster is routes-based', gke({})],
    [
      'the cluster is routes-based',
      () => ({ nodes: nodes('RouteController created a route'), gke: { notRun: 'gcloud is not installed' } }),
    ],
    ['the environment has a network policy, and the cluster enforces none', gke(aliases), WITH_POLICY],
    ['there is no proxy-only subnet in us-west1', () => ({ proxyOnly: { value: [] } }), PROXY_ONLY],
    [
      'the proxy-only subnet in us-west1 has 10.1.0.0/23; the environment has 10.129.0.0/23',
      () => ({ proxyOnly: { value: [{ network: 'projects/p/global/networks/vpc', ipCidrRange: '10.1.0.0/23' }] } }),
      PROXY_ONLY,
    ],
  ],
  named: [
    ['SSL policy theirs: is not there', named('SSL policy', undefined)],
    ['ClusterIssuer theirs: is not there', named('ClusterIssuer', undefined)],
    [
      'static address theirs: 203.0.113.9 is in use by something else',
      named('static address', { address: '203.0.113.9', status: 'IN_USE' }),
    ],
    ['security policy theirs: is of type CLOUD_ARMOR_EDGE', named('security policy', { type: 'CLOUD_ARMOR_EDGE' })],
    ['subnet theirs: is not there', named('subnet', undefined)],
    [
      'SSL certificate theirs: has ended on 2026-11-01',
      named('SSL certificate', { subjectAlternativeNames: ['milvus.example.com'], expireTime: '2026-11-01T00:00:00Z' }),
    ],
    [
      'SSL certificates: none of them is for milvus.example.com',
      named('SSL certificate', { subjectAlternativeNames: ['*.example.org', 'example.com'] }),
    ],
    [
      'SSL certificates: none of them is for milvus.example.com',
      named('SSL certificate', { managed: { domains: ['other.example.com'] } }),
    ],
    ['milvus.example.com does not lie below example.org', named('managed zone', { dnsName: 'example.org.' })],
  ],
  release: [
    ['is a release of other-1.2.3', release({ installed: { value: { chart: 'other-1.2.3', status: 'deployed' } } })],
    [
      'Milvus 2.6.16 becomes Milvus 2.6.15',
      release({ installed: { value: { chart: 'milvus-5.0.20', status: 'deployed' } } }),
    ],
    [
      'Milvus 2.5.16 becomes Milvus 2.6.15',
      release({ installed: { value: { chart: 'milvus-4.2.58', status: 'deployed' } } }),
    ],
    [
      'live values would be lost: extraConfigFiles["user.yaml"].proxy.maxTaskNum: 2048',
      changed((values) => values.replace('    proxy:\n', '    proxy:\n      maxTaskNum: 2048\n')),
    ],
    [
      'live values would be lost: proxy.volumeMounts',
      live({ proxy: { replicas: 2, volumeMounts: [{ name: 'own', mountPath: '/own' }] } }),
    ],
    [
      'live values would be lost: proxy.topologySpreadConstraints',
      live({ proxy: { replicas: 2, topologySpreadConstraints: [{ maxSkew: 9, topologyKey: 'rack' }] } }),
    ],
    ['is pending-upgrade', release({ installed: { value: { chart: 'milvus-5.0.19', status: 'pending-upgrade' } } })],
    [
      'its Service is other; the environment has milvus',
      release({
        manifest: { value: '---\nkind: Service\nmetadata:\n  name: other\nspec: { ports: [{ port: 19530 }] }\n' },
      }),
    ],
    [
      'its pods run milvusdb/milvus:v2.5.16; the environment has Milvus 2.6.15, another line',
      pods('milvusdb/milvus:v2.5.16'),
    ],
    [
      'its pods run registry:5000/milvus:v2.6.19-gpu; the environment has Milvus 2.6.15, which is older',
      pods('registry:5000/milvus:v2.6.19-gpu'),
    ],
    [
      'the HorizontalPodAutoscaler h scales its proxies; the environment has 2',
      release({
        autoscalers: { value: [{ metadata: { name: 'h' }, spec: { scaleTargetRef: { name: 'milvus-proxy' } } }] },
      }),
    ],
    [
      'annotations were set by hand, and Helm 4 conflicts with them: cloud.google.com/neg (kubectl-annotate)',
      (facts, topology) => ({
        versions: { ...facts.versions, helm: { value: '4.1.4' } },
        ...service(byHand)(facts, topology),
      }),
    ],
    ['live fullnameOverride: must not be set, got "other"', plus('fullnameOverride: other\n')],
    ['live cluster.enabled: must be true, got false', plus('cluster: { enabled: false }\n')],
    ['live ingress.enabled: must be false, got true', plus('ingress: { enabled: true }\n')],
    ['live service.port: must be 19530, got 443', live({ service: { port: 443 } })],
    ['live proxy.hpa.enabled: must be false, got true', live({ proxy: { replicas: 2, hpa: { enabled: true } } })],
    ['bucket from theirs to milvus-bucket', plus('externalS3: { enabled: true, bucketName: theirs }\n')],
    ['the object storage moves: root path from other to file', plus('minio: { rootPath: other }\n')],
    ['the message queue changes', plus('kafka: { enabled: true }\n')],
    ['from other to by-dev', plus('etcd: { rootPath: other }\n')],
    [
      'live values would be lost: queryNode.replicas: 3; dataNode.replicas: 2',
      plus('queryNode: { replicas: 3 }\ndataNode: { replicas: 2 }\n'),
    ],
    ['live secrets would be lost: minio.secretKey: (a secret)', plus('minio: { secretKey: my-secret-key }\n')],
  ],
  exposure: [
    [
      'service.loadBalancerSourceRanges [203.0.113.0/24] kept everybody else out',
      service({}, { loadBalancerSourceRanges: ['203.0.113.0/24'] }),
    ],
    [
      'kept Milvus inside the VPC network',
      service({ annotations: { 'networking.gke.io/load-balancer-type': 'Internal' } }),
    ],
    [
      'kept Milvus inside the VPC network',
      live({ service: { annotations: { 'cloud.google.com/load-balancer-type': 'Internal' } } }),
    ],
  ],
  clients: [],
  dns: [
    [
      'milvus.example.com: its CAA record allows letsencrypt.org only, so Google issues no certificate',
      ({ dns }) => ({ dns: [{ ...dns[0]!, caa: { value: ['letsencrypt.org'] } }] }),
    ],
  ],
  secrets: [],
};

const stops = AREAS.flatMap((area) => STOPS[area].map(([told, change, given]) => [area, told, change, given] as const));

test.each(stops)('%s: stops, for %s', (area, told, change, given = ENVIRONMENT) => {
  const { go, findings } = preflightFor(given, change);
  const ofArea = findings.filter((one) => one.area === area);
  expect(textsOf(ofArea, 'stop').join('\n')).toContain(told);
  expect(go).toBe(false);
  expect(JSON.stringify(findings)).not.toContain('my-secret-key');
});

describe('Secrets that are there', () => {
  let authority: Authority;
  beforeAll(() => {
    authority = new Authority();
  });
  afterAll(() => authority.remove());

  const stopsFor = (
    certificate: { cert: string; key: string },
    side: 'frontend' | 'backend' = 'frontend',
  ): string[] => {
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const data = { 'tls.crt': base64(certificate.cert), 'tls.key': base64(certificate.key) };
    const found = { value: { metadata: { name: 's' }, data } };
    const secret = { secretName: 's', dnsNames: ['milvus.example.com'], side, found };
    return textsOf(preflightFor(ENVIRONMENT, () => ({ secrets: [secret] })).findings, 'stop');
  };
  /** The authority counts from today. */
  const day = (days: number): number => Math.round((NOW.getTime() - Date.now()) / 86_400_000) + days;
  const sign = (host: string, from = -10, to = 90) => authority.sign(host, [day(from), day(to)]);

  test('stop where certificate, key, name or date does not fit', () => {
    const good = sign('milvus.example.com');
    expect(stopsFor(good)).toEqual([]);
    expect(stopsFor({ cert: 'nothing', key: good.key })).toEqual(['s: tls.crt holds no certificate in PEM']);
    expect(stopsFor({ cert: good.cert, key: 'nothing' })).toEqual(['s: tls.key holds no private key in PEM']);
    const { key } = sign('milvus.example.com');
    expect(stopsFor({ cert: good.cert, key })).toEqual(['s: its key is not that of its certificate']);
    expect(stopsFor(sign('milvus.example.com', -90, -10))[0]).toMatch(/^s: its certificate has ended on 2026-11-/);
    expect(stopsFor(sign('milvus.example.com', 10, 90))[0]).toMatch(/is valid only from 2026-12-/);
  });

  test('need not be for every name where the load balancer does not verify', () => {
    const elsewhere = sign('elsewhere.example.com');
    expect(stopsFor(elsewhere)).toEqual(['s: its certificate is not for milvus.example.com']);
    expect(stopsFor(elsewhere, 'backend')).toEqual([]);
  });
});

describe('what was not run', () => {
  const why = { notRun: 'nobody answers' };
  const unasked: Record<Area, Change> = {
    place: () => ({ rights: why }),
    cluster: () => ({ hasGateWebhook: why }),
    named: () => ({ named: [{ kind: 'SSL policy', name: 'x', found: why }] }),
    release: release({ installed: why }),
    exposure: release({ service: why }),
    clients: release({ pods: why }),
    dns: ({ dns }) => ({ dns: [{ ...dns[0]!, a: why }] }),
    secrets: () => ({ secrets: [{ secretName: 's', dnsNames: [], side: 'backend', found: why }] }),
  };

  test.each(AREAS)('%s: is told, and never as fine', (area) => {
    const { findings, go } = preflightFor(ENVIRONMENT, unasked[area]);
    const ofArea = findings.filter((one) => one.area === area);
    expect(textsOf(ofArea, 'not-run').join('\n')).toContain('nobody answers');
    if (ESSENTIAL.includes(area)) expect(go).toBe(false);
  });

  test('stops only where place, live release or exposure is not known', () => {
    const areas = ['cluster', 'named', 'dns', 'secrets'] as const;
    expect(areas.filter((area) => preflightFor(ENVIRONMENT, unasked[area]).go)).toEqual(areas);
  });

  test('yq missing is a stop only where something is applied before the rest', () => {
    const missing: Change = ({ versions }) => ({
      versions: { ...versions, yq: { notRun: 'yq is not installed' } },
    });
    const early = environment({ gcp: { ...ENVIRONMENT.gcp, storage: { create: {} } } });
    expect(preflightFor(ENVIRONMENT, missing).go).toBe(true);
    const { go, findings } = preflightFor(early, missing);
    expect(go).toBe(false);
    expect(textsOf(findings, 'not-run')).toEqual(['yq: yq is not installed']);
  });

  test.each(['helm', 'kubectl'] as const)('%s missing is a stop', (program) => {
    const { go, findings } = preflightFor(ENVIRONMENT, ({ versions }) => ({
      versions: { ...versions, [program]: { notRun: `${program} is not installed` } },
    }));
    expect(go).toBe(false);
    expect(textsOf(findings, 'not-run')).toEqual([`${program}: ${program} is not installed`]);
  });
});

test('what kept Milvus inside is answered by Cloud Armor, an internal scheme, or a word', () => {
  const guarded = service({}, { loadBalancerSourceRanges: ['203.0.113.0/24'] });
  const answers: NonNullable<Environment['loadBalancer']>[] = [
    { securityPolicy: { allow: ['203.0.113.0/24'] } },
    { public: true },
  ];
  for (const given of [PROXY_ONLY, ...answers.map((loadBalancer) => environment({ loadBalancer }))]) {
    const { findings } = preflightFor(given, guarded);
    const ofArea = findings.filter(({ area }) => area === 'exposure');
    expect(textsOf(ofArea, 'stop')).toEqual([]);
  }
});

test('a release that is not there yet is no reason to stop', () => {
  const nothing = { value: '' };
  const absent = {
    installed: { value: undefined },
    values: nothing,
    manifest: nothing,
    service: { value: undefined },
    pods: { value: [] },
  };
  const { go, findings } = preflightFor(ENVIRONMENT, release(absent));
  expect(textsOf(findings, 'stop')).toEqual([]);
  expect(go).toBe(true);
});

test('a layer-4 release is told who is cut off', () => {
  const values = { service: { type: 'LoadBalancer' }, attu: { enabled: true } };
  const layer4 = { metadata: { name: 'milvus' }, spec: { type: 'LoadBalancer' } };
  const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } };
  const { findings } = preflightFor(
    ENVIRONMENT,
    release({ values: { value: stringify(values) }, service: { value: { ...layer4, status } } }),
  );
  const clients = findings.filter(({ area }) => area === 'clients');
  expect(textsOf(clients, 'note').map((text) => text.slice(0, 90))).toMatchInlineSnapshot(`
   [
     "milvus: its Service is of type LoadBalancer: its address 203.0.113.7 goes with the upgrade",
     "milvus: extraConfigFiles["user.yaml"].common.security.tlsMode: is switched on, with 1",
     "milvus: extraConfigFiles["user.yaml"].common.security.authorizationEnabled: is switched on",
     "milvus: extraConfigFiles["user.yaml"].proxy.http.enabled: is switched off: REST cannot sha",
     "milvus: service.type: "LoadBalancer" becomes "ClusterIP"",
     "milvus: attu.enabled: the chart's Attu speaks plaintext only, and cannot connect any more ",
   ]
  `);
  expect(textsOf(clients, 'ok')).toEqual(['milvus: 1 of its pods serve clients, the oldest for 20 days']);
});

test('whether a cluster is VPC-native is told by its nodes, else by gcloud, else by nobody', () => {
  const [alias, route] = ['NodeController create implicit route', 'RouteController created a route'];
  const none = { notRun: 'gcloud is not installed' };
  const told = (change: Partial<Facts>) =>
    preflightFor(ENVIRONMENT, () => change)
      .findings.filter(({ message }) => /VPC-native|routes-based/.test(message))
      .map(({ outcome, message }) => `${outcome} ${message}`);
  const fine = ['ok VPC-native: the load balancer reaches pods'];
  const unknown = ['not-run VPC-native: the nodes do not tell; gcloud is not installed'];
  expect(told({ nodes: nodes(alias, alias), gke: none })).toEqual(fine);
  expect(told({ nodes: nodes(alias, route) })).toEqual(fine);
  expect(told({ nodes: nodes(alias, route), gke: none })).toEqual(unknown);
  expect(told({ nodes: nodes('Calico is running on this node'), gke: none })).toEqual(unknown);
  expect(told({ nodes: { notRun: 'you may not list nodes' }, gke: none })).toEqual(unknown);
});

test('a cluster that collects no metrics is told of where the environment has them collected', () => {
  const collected = environment({ monitoring: { podMonitoring: true } });
  const collects = (enabled?: boolean) =>
    gke({ ...aliases, monitoringConfig: { managedPrometheusConfig: { ...(enabled !== undefined && { enabled }) } } });
  const told = (change: Change, given = collected) =>
    textsOf(preflightFor(given, change).findings, 'note').filter((text) => text.includes('managed collection'));
  expect(told(collects(false)).join('\n')).toMatchInlineSnapshot(
    `"the cluster has managed collection off: no metric arrives, and every alert that metrics are missing fires"`,
  );
  expect(told(collects()).length).toBe(1);
  expect(told(collects(true))).toEqual([]);
  expect(told(collects(false), ENVIRONMENT)).toEqual([]);
});

test('another state of an entry in a list is a note, and so is a list of a values file that the environment names', () => {
  const list = (entry: object) => live({ proxy: { replicas: 2, volumes: [entry] } });
  const stopsOf = (given: Environment, change: Change) =>
    textsOf(preflightFor(given, change).findings, 'stop').filter((text) => text.includes('would be lost'));
  const older = { name: 'backend-tls', secret: { secretName: 'older' } };
  expect(stopsOf(ENVIRONMENT, list(older))).toEqual([]);
  expect(stopsOf(ENVIRONMENT, list({ name: 'own' }))).toHaveLength(1);
  const withFile = environment({ releases: [{ ...ENVIRONMENT.releases[0]!, values: '../values/milvus.yaml' }] });
  expect(stopsOf(withFile, list({ name: 'own' }))).toEqual([]);
});

describe('a Gateway that runs', () => {
  const address = { addresses: [{ value: '203.0.113.9' }] };
  const programmed = (status: string, message?: string) => ({
    ...address,
    conditions: [
      { type: 'Accepted', status: 'True' },
      { type: 'Programmed', status, message },
    ],
  });
  const told = (change: Change) =>
    preflightFor(GATEWAY, change).findings.filter(({ message }) => message.includes('that runs'));

  test('is told of where it is not Programmed, with what its code means, and stops nothing', () => {
    const change = liveGateway(programmed('False', 'GWCER106: address "milvus-gateway" does not exist'));
    expect(told(change)).toMatchInlineSnapshot(`
     [
       {
         "area": "cluster",
         "cure": "Apply Terraform: a NamedAddress must exist in the project, global or of the region as the class is. It heals by itself.",
         "message": "the Gateway milvus that runs is not Programmed: GWCER106: address "milvus-gateway" does not exist",
         "outcome": "note",
       },
     ]
    `);
    expect(preflightFor(GATEWAY, change).go).toBe(true);
  });

  test('is told of in the words of its last warning where the condition has none', () => {
    const events = ['GWCER102: no Secret a', 'GWCER102: no Secret b'].map((message) => ({ type: 'Warning', message }));
    const [finding] = told(liveGateway(programmed('False'), [...events, { type: 'Normal', message: 'SYNC' }]));
    expect(finding?.message).toBe('the Gateway milvus that runs is not Programmed: GWCER102: no Secret b');
  });

  test('is no reason for a word where it serves, or has just been made', () => {
    expect(told(liveGateway(programmed('True')))).toEqual([]);
    expect(told(liveGateway({ conditions: UNLOOKED }, [{ type: 'Normal', message: 'ADD' }]))).toEqual([]);
    expect(textsOf(preflightFor(GATEWAY, gateway({})).findings, 'ok')).toContain(
      'GatewayClass gke-l7-global-external-managed',
    );
  });

  test('whose class may not be asked for is told as not run', () => {
    const { findings } = preflightFor(GATEWAY, gateway({ hasClass: { notRun: 'you may not get gatewayclasses' } }));
    expect(textsOf(findings, 'not-run')).toEqual(['GatewayClass: you may not get gatewayclasses']);
  });
});
