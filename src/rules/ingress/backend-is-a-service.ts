import { isMapping, mappingOf, valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const backendIsAService: Rule = {
  id: 'backend-is-a-service',
  severity: 'error',
  why: 'the API server or the controller refuses it, and then nobody on this Ingress is served',
  cure: 'Write backend: { service: { name: …, port: { number: 19530 } } }.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      if (ingress.apiVersion !== 'networking.k8s.io/v1') continue;
      for (const { backendAt } of ingress.routes) {
        const backend = valueAt(ingress.value, backendAt);
        if (backendAt[1] === 'backend' || !isMapping(backend)) continue;
        const fault = faultOf(backend);
        const servicePath = [...backendAt, 'service'];
        const service = valueAt(ingress.written, ingress.origin?.(servicePath) ?? servicePath);
        // What is misshapen is told as that.
        if (typeof service === 'string') continue;
        if (fault) yield { on: ingress, path: [...backendAt, ...fault.path], message: fault.message };
      }
    }
  },
  examples: {
    good: [ingress(), ingress({ backend: 'service: { name: my-release-milvus, port: { name: milvus } }' })],
    bad: [
      ingress({ backend: 'service: { name: my-release-milvus }' }),
      ingress({ backend: 'service: { name: my-release-milvus, port: { number: 19530, name: milvus } }' }),
    ],
  },
};

function faultOf(backend: Readonly<Record<string, unknown>>): { path: Path; message: string } | undefined {
  const { service, resource, serviceName, servicePort } = backend;
  if (resource !== undefined) return { path: ['resource'], message: 'must be a Service, got a resource' };
  // Fields of older versions, wrong types and a name that is missing are told by others.
  if (serviceName !== undefined || servicePort !== undefined) return undefined;
  if (service === undefined || service === null) {
    return { path: [], message: 'must name a Service, but service is missing' };
  }
  const { name: serviceTitle, port } = mappingOf(service);
  if (serviceTitle === '') return { path: ['service', 'name'], message: 'must be the name of a Service, got ""' };
  if (port === undefined || port === null) {
    return isMapping(service) ? { path: ['service'], message: 'must have a port with a number or a name' } : undefined;
  }
  if (!isMapping(port)) return undefined;
  const { number, name } = port;
  if (number !== undefined && name !== undefined) {
    return { path: ['service', 'port'], message: 'must have a number or a name, got both' };
  }
  if (number === undefined && name === undefined) {
    return { path: ['service', 'port'], message: 'must have a number or a name, got none' };
  }
  return undefined;
}
