import { USER_YAML_KEY } from '../../milvus/values';
import { listOf, mappingOf, textOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import type { Item } from '../item';
import type { Values } from '../values';

/**
 * A `kind: Milvus` of the Milvus operator, in the words of the chart: what makes the same Service, Ingress and
 * configuration.
 *
 * @see https://github.com/zilliztech/milvus-operator/blob/main/docs/CRD/milvus.md
 */
export function operatorValues(on: Item): Values | undefined {
  if (on.kind !== 'Milvus' || !on.apiVersion.startsWith('milvus.io/')) return undefined;
  const isCluster = textOf(on.spec['mode']) === 'cluster';
  const component = isCluster ? 'proxy' : 'standalone';
  const components = mappingOf(on.spec['components']);
  const { serviceType, serviceAnnotations, port, replicas, ingress } = mappingOf(components[component]);
  const { annotations, hosts, tls, ingressClassName } = mappingOf(ingress);
  const image = /:([^:/]+)$/.exec(textOf(components['image']) ?? '')?.[1];
  const value = {
    fullnameOverride: `${on.name ?? ''}-milvus`,
    cluster: { enabled: isCluster },
    service: {
      ...(serviceType !== undefined && { type: serviceType }),
      ...(serviceAnnotations !== undefined && { annotations: serviceAnnotations }),
      ...(port !== undefined && { port }),
    },
    proxy: { ...(replicas !== undefined && { replicas }) },
    ...(ingress !== undefined && {
      ingress: {
        enabled: true,
        annotations: mappingOf(annotations),
        ...(ingressClassName !== undefined && { ingressClassName }),
        rules: listOf(hosts).map((host) => ({ host, path: '/', pathType: 'Prefix' })),
        tls: listOf(tls),
      },
    }),
    ...(image !== undefined && { image: { all: { tag: image } } }),
    extraConfigFiles: { [USER_YAML_KEY]: mappingOf(on.spec['config']) },
  };
  return {
    ...on,
    value,
    written: value,
    kind: 'values',
    apiVersion: '',
    labels: {},
    annotations: {},
    annotationsPath: [],
    spec: {},
    carrier: on,
    complete: true,
    origin: (path) => placeOf(path, component),
  };
}

/** Where a value of the chart stands in the object. */
function placeOf(path: Path, component: string): Path {
  const own: Path = ['spec', 'components', component];
  for (const [chart, operator] of PLACES) {
    if (chart.every((step, index) => path[index] === step)) {
      const place = operator[0] === 'spec' ? operator : [...own, ...operator];
      return [...place, ...path.slice(chart.length)];
    }
  }
  return own;
}

/** Below `spec`, or below the component that serves clients. */
const PLACES: readonly (readonly [chart: Path, operator: Path])[] = [
  [
    ['extraConfigFiles', USER_YAML_KEY],
    ['spec', 'config'],
  ],
  [
    ['cluster', 'enabled'],
    ['spec', 'mode'],
  ],
  [
    ['image', 'all', 'tag'],
    ['spec', 'components', 'image'],
  ],
  [['service', 'type'], ['serviceType']],
  [['service', 'annotations'], ['serviceAnnotations']],
  [['service', 'port'], ['port']],
  [['proxy', 'replicas'], ['replicas']],
  [
    ['ingress', 'rules'],
    ['ingress', 'hosts'],
  ],
  [['ingress'], ['ingress']],
];
