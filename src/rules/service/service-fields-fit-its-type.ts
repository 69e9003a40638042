import { listOf, mappingOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Service } from '../routed-service';
import type { Rule } from '../rule';

const ports = (port: string) => `ports: [{ name: milvus, port: 19530, ${port} }]`;

export const serviceFieldsFitItsType: Rule = {
  id: 'service-fields-fit-its-type',
  severity: 'error',
  why: 'the API server refuses a Service with fields of another type of Service',
  cure: 'Remove the field, or write the type that it belongs to.',
  see: PAGES.kubernetesService,
  *check({ services }) {
    for (const service of services.filter(({ kind }) => kind === 'Service')) {
      for (const { path, types } of fieldsOf(service)) {
        if (types.includes(service.type)) continue;
        yield {
          on: service,
          path,
          message: `is for a Service of type ${types.join(' or ')}, and this is ${service.type}`,
        };
      }
    }
  },
  examples: {
    good: [service(), service({}, ports('nodePort: 30530')).replace('ClusterIP', 'NodePort')],
    bad: [service({}, ports('nodePort: 30530')), service({}, `${ports('')}\nloadBalancerClass: example.com/lb`)],
  },
};

const WITH_NODE_PORTS = ['NodePort', 'LoadBalancer'];
const LOAD_BALANCER = ['LoadBalancer'];

/** What the API server takes for some types only. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  externalTrafficPolicy: WITH_NODE_PORTS,
  healthCheckNodePort: LOAD_BALANCER,
  loadBalancerClass: LOAD_BALANCER,
  loadBalancerSourceRanges: LOAD_BALANCER,
  allocateLoadBalancerNodePorts: LOAD_BALANCER,
};

interface Field {
  readonly path: Path;
  readonly types: readonly string[];
}

function* fieldsOf({ spec, type }: Service): Generator<Field> {
  for (const [key, types] of Object.entries(FIELDS)) {
    if (isSet(spec[key])) yield { path: ['spec', key], types };
  }
  for (const [index, port] of listOf(spec['ports']).entries()) {
    if (isSet(mappingOf(port)['nodePort']))
      yield { path: ['spec', 'ports', index, 'nodePort'], types: WITH_NODE_PORTS };
  }
  if (spec['clusterIP'] === 'None' && WITH_NODE_PORTS.includes(type)) {
    yield { path: ['spec', 'clusterIP'], types: ['ClusterIP'] };
  }
}

/** Nothing, zero and an empty text are the same to the API server. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== 0 && value !== '';
}
