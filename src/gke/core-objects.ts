import { KUBERNETES_LABEL, PORT_NAME, RFC1035_LABEL, RFC1123_LABEL, RFC1123_SUBDOMAIN } from './names';
import { anything, flag, formed, listOfMaps, map, oneOf, text, texts, whole } from './shape';
import type { Form, MapShape, Shape } from './shape';

const port = whole({ min: 1, max: 65_535 });
const dictionary = (of: Shape, key = /^/, keyMust = ''): Shape => ({ is: 'dictionary', of, key, keyMust });
const labelKey = 'must be a name of letters, digits, "-", "_" and ".", after a domain and "/" if there is one';

/**
 * What the API server takes as metadata, for a name of a certain form. Annotations are texts, which a rule of their own
 * tells; owners and times are written by others.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
function metadataShape(name: Form): Shape {
  return map({
    name: formed(name),
    generateName: text,
    namespace: formed(RFC1123_LABEL),
    labels: dictionary(
      formed({ pattern: KUBERNETES_LABEL.value, form: 'at most 63 letters, digits, "-", "_" and "."' }),
      KUBERNETES_LABEL.key,
      labelKey,
    ),
    // Keys are compared in small letters.
    annotations: dictionary(anything, new RegExp(KUBERNETES_LABEL.key.source, 'i'), labelKey),
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
  });
}

const backend = map(
  {
    service: map({ name: text, port: map({ name: formed(PORT_NAME), number: port }) }, { required: ['name'] }),
    resource: anything,
  },
  { old: { serviceName: 'service: { name: … }', servicePort: 'service: { port: { number: … } }' } },
);

const ingressSpec = map(
  {
    ingressClassName: text,
    defaultBackend: backend,
    tls: listOfMaps(map({ hosts: texts, secretName: text })),
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
        name: formed({ ...RFC1123_LABEL, pattern: new RegExp(`^$|${RFC1123_LABEL.pattern.source}`) }),
        port,
        targetPort: { is: 'port' },
        nodePort: whole({ min: 0, max: 65_535 }),
        protocol: oneOf('TCP', 'UDP', 'SCTP'),
        appProtocol: text,
      },
      { required: ['port'] },
    ),
  ),
  selector: dictionary(text),
  clusterIP: text,
  clusterIPs: texts,
  externalIPs: texts,
  externalName: text,
  externalTrafficPolicy: oneOf('Cluster', 'Local', ''),
  internalTrafficPolicy: oneOf('Cluster', 'Local'),
  ipFamilies: texts,
  ipFamilyPolicy: text,
  loadBalancerIP: text,
  loadBalancerClass: text,
  loadBalancerSourceRanges: texts,
  allocateLoadBalancerNodePorts: flag,
  healthCheckNodePort: whole({ min: 0, max: 65_535 }),
  publishNotReadyAddresses: flag,
  sessionAffinity: oneOf('None', 'ClientIP', ''),
  sessionAffinityConfig: anything,
  trafficDistribution: text,
  topologyKeys: anything,
});

/** A whole object, whose name has a certain form. */
export function objectShape(
  name: Form,
  keys: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): MapShape {
  const metadata = metadataShape(name);
  return map({ apiVersion: anything, kind: anything, metadata, status: anything, ...keys }, { required });
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
};
