import { isMapping, mappingOf, valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import { ingress } from '../examples';
import { quote } from '../item';
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
        const fault = faultOf(mappingOf(valueAt(ingress.value, backendAt)));
        if (fault) yield { on: ingress, path: [...backendAt, ...fault.path], message: fault.message };
      }
    }
  },
  examples: {
    good: [ingress(), ingress({ backend: 'service: { name: my-release-milvus, port: { name: milvus } }' })],
    bad: [
      ingress({ backend: 'service: { name: my-release-milvus }' }),
      ingress({ backend: 'service: { name: my-release-milvus, port: { number: "19530" } }' }),
      ingress({ backend: 'service: { name: my-release-milvus, port: { number: 19530, name: milvus } }' }),
    ],
  },
};

function faultOf(backend: Readonly<Record<string, unknown>>): { path: Path; message: string } | undefined {
  const { service, resource } = backend;
  if (resource !== undefined) return { path: ['resource'], message: 'must be a Service, got a resource' };
  if (!isMapping(service)) return { path: [], message: 'must name a Service, but service is missing' };
  if (typeof service['name'] !== 'string') return { path: ['service'], message: 'must have a name' };
  const { port } = service;
  if (!isMapping(port)) return { path: ['service'], message: 'must have a port with a number or a name' };
  const { number, name } = port;
  if (number !== undefined && name !== undefined) {
    return { path: ['service', 'port'], message: 'must have a number or a name, got both' };
  }
  if (number === undefined && name === undefined) {
    return { path: ['service', 'port'], message: 'must have a number or a name, got none' };
  }
  if (number !== undefined && !(Number.isInteger(number) && Number(number) >= 1 && Number(number) <= 65_535)) {
    return { path: ['service', 'port', 'number'], message: `must be a number from 1 to 65535, got ${quote(number)}` };
  }
  return undefined;
}
