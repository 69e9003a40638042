import { quote } from '../../errors';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { objectsOf } from '../custom-resource/shape-faults';
import { CORE_OBJECTS } from '../../gke/core-objects';
import { CUSTOM_RESOURCES } from '../../gke/custom-resources';
import { GATEWAY_OBJECTS } from '../../gke/gateway-objects';
import { backendConfig, ingress, service } from '../examples';

export const apiVersionIsServed: Rule = {
  id: 'api-version-is-served',
  severity: 'error',
  why: 'the cluster knows no such kind: the API server refuses the object',
  cure: 'Write the apiVersion that the kind has today.',
  see: PAGES.features,
  isOfForm: true,
  *check(objects) {
    for (const item of objectsOf(objects)) {
      const { kind, apiVersion, value } = item;
      const written = value['kind'] ?? undefined;
      // In a list of one kind, it is left out.
      if (written !== kind) {
        const cure = `Write kind: ${kind}.`;
        const message = written === undefined ? 'kind is missing' : `must be ${kind}, got ${quote(written)}`;
        yield { on: item, path: ['kind'], message, cure };
      }
      const served = Object.keys(CORE_OBJECTS[kind] ?? CUSTOM_RESOURCES[kind] ?? GATEWAY_OBJECTS[kind] ?? {});
      if (served.includes(apiVersion)) continue;
      const today = served[0] ?? '';
      const message = apiVersion === '' ? 'apiVersion is missing' : `${kind} is ${today}, got ${quote(apiVersion)}`;
      yield { on: item, path: ['apiVersion'], message, cure: `Write apiVersion: ${today}.` };
    }
  },
  examples: {
    good: [ingress(), backendConfig('healthCheck: { port: 9091 }')],
    bad: [
      ingress().replace('networking.k8s.io/v1', 'extensions/v1beta1'),
      ingress().replace('kind: Ingress', 'kind: ingress'),
      service().replace('apiVersion: v1', 'apiVersion: core/v1'),
      backendConfig('healthCheck: { port: 9091 }').replace('/v1', '/v1alpha1'),
    ],
  },
};
