import { SERVICE } from '../../gke/annotations';
import { ingress, service, together } from '../examples';
import { isMapping, listOf, mappingOf, valueAt } from '../../source/plain';
import { PAGES } from '../pages';
import type { Registry } from '../registry';
import type { Rule } from '../rule';
import { hasNeg } from '../service';
import type { Service } from '../routed-service';

export const serviceHasNeg: Rule = {
  id: 'service-has-neg',
  severity: 'error',
  why: 'without network endpoint groups the load balancer asks the nodes: a ClusterIP Service is refused, with it the whole Ingress; any other is probed on port 9091 of the nodes and stays unhealthy',
  cure: `Write ${SERVICE.neg}: '{"ingress": true}' on the Service.`,
  see: PAGES.neg,
  *check({ services, registry }) {
    for (const service of services) {
      const fault = faultOf(service);
      if (fault === undefined) continue;
      const path = service.neg?.path ?? (service.kind === 'values' ? service.annotationsPath : ['metadata', 'name']);
      const absent = service.neg ? {} : { absent: service.annotationsPath };
      const refuted = service.neg || service.type === 'ExternalName' ? '' : whyNotByItself(service, registry);
      if (refuted === undefined) {
        const message = `${SERVICE.neg} is missing: GKE adds it by itself only on VPC-native clusters, outside of shared VPCs, without network policy of GKE's`;
        yield { on: service, path, ...absent, severity: 'warning', message };
      } else yield { on: service, path, ...absent, message: refuted === '' ? fault : `${fault}, and ${refuted}` };
    }
  },
  examples: {
    good: [service(), service({}, 'clusterIP: None\nports: [{ name: milvus, port: 19530 }]')],
    bad: [
      service({ [SERVICE.neg]: undefined }),
      service({ [SERVICE.neg]: '{"ingress":false}' }),
      together(ingress(), service({ [SERVICE.neg]: '{"exposed_ports":{"19530":{}}}' })),
      service({ [SERVICE.neg]: undefined }).replace('ClusterIP', 'NodePort'),
    ],
  },
};

/** Written by the controller: the load balancer's backends, by name. Those of nodes have the node port in theirs. */
const INGRESS_BACKENDS = 'ingress.kubernetes.io/backends';

/** What in the input says that GKE does not add the annotation; undefined where nothing does. */
function whyNotByItself({ value, spec, ingresses }: Service, registry: Registry): string | undefined {
  // GKE annotates a Service as it is made.
  if (valueAt(value, ['metadata', 'uid']) !== undefined) return 'GKE has not added it as the Service was made';
  const nodePorts = listOf(spec['ports']).map((port) => mappingOf(port)['nodePort']);
  const backends = ingresses.map(({ annotations }) => String(annotations[INGRESS_BACKENDS]));
  if (nodePorts.some((port) => backends.some((text) => text.includes(`"k8s-be-${String(port)}--`)))) {
    return 'the load balancer calls the nodes today';
  }
  for (const { spec, annotations } of registry.ofKind('ContainerCluster')) {
    const network = /projects\/([^/]+)\//.exec(String(valueAt(spec, ['networkRef', 'external'])))?.[1];
    const project = annotations['cnrm.cloud.google.com/project-id'] ?? network;
    if (project !== network && network !== undefined) return "the cluster's network is a shared VPC";
    if (valueAt(spec, ['networkPolicy', 'enabled']) === true) return "the cluster uses network policy of GKE's";
    if (spec['networkingMode'] === 'ROUTES') return 'the cluster is not VPC-native';
  }
  const calico = registry.ofKind('DaemonSet').some(({ name }) => name === 'calico-node');
  return calico ? "the cluster uses network policy of GKE's" : undefined;
}

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
