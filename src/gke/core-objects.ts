import { PORT } from './network';
import { KUBERNETES_LABEL, PORT_NAME, RFC1035_LABEL, RFC1123_LABEL, RFC1123_SUBDOMAIN } from './names';
import { anything, flag, formed, listOf, listOfMaps, map, oneOf, text, texts, whole } from './shape';
import type { Form, MapShape, Shape } from './shape';

const port = whole(PORT);
/** What GKE gives node ports from; 0 leaves the choice to it. */
const nodePort: Shape = { is: 'whole', min: 30_000, max: 32_767, unset: 0 };
const dictionary = (of: Shape, key: Form = { pattern: /^/, form: 'a name' }): Shape => ({ is: 'dictionary', of, key });
const labelValue = formed(KUBERNETES_LABEL.value);
const address = formed({
  pattern: /^(|None|((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}|[\da-f]*:[\da-f:.]*)$/i,
  form: 'an IP address',
});
const HOST = {
  pattern: new RegExp(`^(\\*\\.)?${RFC1123_SUBDOMAIN.pattern.source.slice(1)}`),
  form: 'a DNS name in lower case such as milvus.example.com',
};

/**
 * What the API server takes as metadata, for a name of a certain form. Annotations are texts, which a rule of their own
 * tells; owners and times are written by others.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
function metadataShape(name: Form): Shape {
  const keys = {
    name: formed(name),
    generateName: text,
    // An empty one is the same as none.
    namespace: formed({ ...RFC1123_LABEL, pattern: orEmpty(RFC1123_LABEL.pattern) }),
    labels: dictionary(labelValue, KUBERNETES_LABEL.key),
    // Keys are compared in small letters.
    annotations: dictionary(
      { is: 'annotation' },
      { ...KUBERNETES_LABEL.key, pattern: new RegExp(KUBERNETES_LABEL.key.pattern.source, 'i') },
    ),
    finalizers: anything,
    ownerReferences: anything,
    managedFields: anything,
    uid: anything,
    resourceVersion: anything,
    generation: anything,
    creationTimestamp: anything,
    deletionTimestamp: anything,
    deletionGracePeriodSeconds: anything,
    selfLink: anything,
    clusterName: anything,
  };
  return map(keys, { required: ['name'] });
}

/** What a port can say that it speaks; what reads it knows few words. */
export const APP_PROTOCOL: Form = { ...KUBERNETES_LABEL.key, form: 'a name such as HTTP2 or kubernetes.io/h2c' };

const backend = map(
  {
    service: map(
      { name: text, port: map({ name: formed(PORT_NAME), number: port }) },
      { required: ['name'], plain: 'name' },
    ),
    resource: anything,
  },
  { old: { serviceName: 'service: { name: … }', servicePort: 'service: { port: { number: … } }' } },
);

const ingressSpec = map(
  {
    ingressClassName: text,
    defaultBackend: backend,
    tls: listOfMaps(
      map(
        { hosts: listOf(formed(HOST)), secretName: text },
        { alias: { secret: 'secretName', name: 'secretName' }, plain: 'secretName' },
      ),
    ),
    rules: listOfMaps(
      map({
        // Rules of their own say more of both.
        host: anything,
        http: map(
          {
            paths: {
              ...listOfMaps(map({ path: text, pathType: anything, backend }, { required: ['backend'] })),
              filled: true,
            },
          },
          { required: ['paths'] },
        ),
      }),
    ),
  },
  { oneOf: ['rules', 'defaultBackend'], old: { backend: 'defaultBackend: { service: { name: …, port: … } }' } },
);

const serviceSpec = map({
  type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
  ports: listOfMaps(
    map(
      {
        name: formed({ ...RFC1123_LABEL, pattern: orEmpty(RFC1123_LABEL.pattern) }),
        port,
        targetPort: { is: 'port' },
        nodePort,
        protocol: oneOf('TCP', 'UDP', 'SCTP'),
        appProtocol: formed(APP_PROTOCOL),
      },
      { required: ['port'] },
    ),
  ),
  selector: dictionary(labelValue),
  clusterIP: address,
  clusterIPs: listOf(address),
  externalIPs: listOf(address),
  externalName: text,
  externalTrafficPolicy: oneOf('Cluster', 'Local', ''),
  internalTrafficPolicy: oneOf('Cluster', 'Local'),
  ipFamilies: texts,
  ipFamilyPolicy: text,
  loadBalancerIP: text,
  loadBalancerClass: text,
  loadBalancerSourceRanges: texts,
  allocateLoadBalancerNodePorts: flag,
  healthCheckNodePort: nodePort,
  publishNotReadyAddresses: flag,
  sessionAffinity: oneOf('None', 'ClientIP', ''),
  sessionAffinityConfig: anything,
  trafficDistribution: text,
  topologyKeys: anything,
});

function orEmpty({ source }: RegExp): RegExp {
  return new RegExp(`^$|${source}`);
}

/** A whole object, whose name has a certain form. */
export function objectShape(
  name: Form,
  keys: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): MapShape {
  const metadata = metadataShape(name);
  return map(
    { apiVersion: anything, kind: anything, metadata, status: anything, ...keys },
    { required: ['metadata', ...required] },
  );
}

/** A dot in its name is fine to the API server, and no name of a load balancer to the controller. */
const ingressName = {
  pattern: RFC1123_LABEL.pattern,
  form: 'lower-case letters, digits and "-" without a dot, starting and ending with a letter or digit',
};

/**
 * Kubernetes' own objects of a load balancer, by their kind, in their present versions.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/
 */
export const CORE_OBJECTS: Readonly<Record<string, Readonly<Record<string, MapShape>>>> = {
  Ingress: { 'networking.k8s.io/v1': objectShape(ingressName, { spec: ingressSpec }, ['spec']) },
  Service: { v1: objectShape(RFC1035_LABEL, { spec: serviceSpec }) },
  Secret: {
    v1: objectShape(RFC1123_SUBDOMAIN, {
      type: text,
      immutable: flag,
      data: dictionary({ is: 'base64' }),
      stringData: dictionary(text),
    }),
  },
  // Its items are objects of their own.
  List: { v1: map({ apiVersion: anything, kind: anything, metadata: anything, items: listOf(anything) }) },
};
