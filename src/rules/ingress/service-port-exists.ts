import { PORT } from '../../gke/network';
import { quote } from '../../errors';
import { ingress, service, together } from '../examples';
import { PORT_NAME } from '../../gke/names';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { portOf } from '../service';

export const servicePortExists: Rule = {
  id: 'service-port-exists',
  severity: 'error',
  why: 'the controller reports an error, and one bad backend keeps the whole Ingress from being set up',
  cure: 'Name a port of the Service, by its name or its number.',
  see: PAGES.ingress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      for (const { backendAt, service, port } of ingress.routes) {
        // Values say nothing of the chart's other ports.
        if (!service || port === undefined || portOf(service, port) || (service.kind === 'values' && port === 9091))
          continue;
        // No port at all is told as that.
        if (typeof port === 'number' ? port < PORT.min || port > PORT.max : !PORT_NAME.pattern.test(port)) continue;
        if (isUnread(service, ['spec', 'ports'])) continue;
        const ports = service.ports.flatMap(({ name, number }) => name ?? number ?? []).join(', ');
        const message = `Service ${service.serviceName ?? ''} has no port ${quote(port)}; it has ${ports || 'none'}`;
        yield { on: ingress, path: [...backendAt, 'service', 'port'], message };
      }
    }
  },
  examples: {
    good: [together(ingress(), service())],
    bad: [together(ingress({ backend: 'service: { name: my-release-milvus, port: { name: grpc } }' }), service())],
  },
};
