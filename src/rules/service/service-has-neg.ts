import { SERVICE } from '../../gke/annotations';
import { service } from '../examples';
import { isMapping } from '../../source/plain';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { hasNeg } from '../service';
import type { Service } from '../routed-service';

export const serviceHasNeg: Rule = {
  id: 'service-has-neg',
  severity: 'error',
  why: 'without network endpoint groups the load balancer asks the nodes: a ClusterIP Service is refused, with it the whole Ingress; any other is probed on port 9091 of the nodes and stays unhealthy',
  cure: `Write ${SERVICE.neg}: '{"ingress": true}' on the Service.`,
  see: PAGES.neg,
  *check({ services }) {
    for (const service of services) {
      const fault = faultOf(service);
      if (fault === undefined) continue;
      const path = service.neg?.path ?? (service.kind === 'values' ? service.annotationsPath : ['metadata', 'name']);
      yield { on: service, path, message: fault };
    }
  },
  examples: {
    good: [service(), service({}, 'clusterIP: None\nports: [{ name: milvus, port: 19530 }]')],
    bad: [
      service({ [SERVICE.neg]: undefined }),
      service({ [SERVICE.neg]: '{"ingress":false}' }),
      service({ [SERVICE.neg]: '{"exposed_ports":{"19530":{}}}' }),
      service({ [SERVICE.neg]: undefined }).replace('ClusterIP', 'NodePort'),
    ],
  },
};

function faultOf(service: Service): string | undefined {
  const { neg, type, ports } = service;
  if (type === 'ExternalName') return 'type ExternalName cannot stand behind an Ingress';
  // What another rule tells.
  if (hasNeg(service) || (neg && (!isMapping(neg.value) || typeof neg.value['ingress'] === 'string'))) return undefined;
  const isOthers = !ports.some(({ grpc }) => grpc);
  if (type !== 'ClusterIP' && isOthers) return undefined;
  const found = neg === undefined ? 'is missing' : 'does not say "ingress": true';
  return `${SERVICE.neg} ${found} on a Service of type ${type}`;
}
