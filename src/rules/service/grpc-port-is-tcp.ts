import { textOf, valueAt } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const port = (more: string) => service({}, `ports: [{ name: milvus, port: 19530, ${more} }]`);

export const grpcPortIsTcp: Rule = {
  id: 'grpc-port-is-tcp',
  severity: 'error',
  why: 'gRPC runs over TCP, and the pods open no other port: Kubernetes finds no port of that name and protocol in them, and the Service has no endpoints',
  cure: 'Write protocol: TCP, or leave it out.',
  see: PAGES.kubernetesService,
  *check({ services }) {
    for (const service of services.filter(({ kind }) => kind === 'Service')) {
      for (const { path, name, number, targetPort } of service.grpcPorts) {
        const protocol = textOf(valueAt(service.spec, [...path.slice(1), 'protocol'])) ?? 'TCP';
        // What is no protocol has a rule of its own.
        if (protocol !== 'UDP' && protocol !== 'SCTP') continue;
        const message = `port ${name ?? number ?? ''} must be TCP, got ${protocol}`;
        const at = { on: service, path: [...path, 'protocol'], message };
        // By its number the load balancer finds the pod all the same; nobody inside of the cluster does.
        yield typeof targetPort === 'string' ? at : { ...at, severity: 'warning' };
      }
    }
  },
  examples: {
    good: [service(), port('protocol: TCP')],
    bad: [port('protocol: UDP'), port('targetPort: milvus, protocol: SCTP')],
  },
};
