import { quote } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { backendConfig, ingress } from '../examples';

const SERVED: Readonly<Record<string, readonly string[]>> = {
  Ingress: ['networking.k8s.io/v1'],
  BackendConfig: ['cloud.google.com/v1', 'cloud.google.com/v1beta1'],
  FrontendConfig: ['networking.gke.io/v1beta1'],
  ManagedCertificate: ['networking.gke.io/v1', 'networking.gke.io/v1beta2', 'networking.gke.io/v1beta1'],
};

export const apiVersionIsServed: Rule = {
  id: 'api-version-is-served',
  severity: 'error',
  why: 'the cluster knows no such kind: the API server refuses the object',
  cure: 'Write the apiVersion that the kind has today.',
  see: PAGES.features,
  *check({ ingresses, backendConfigs, frontendConfigs, managedCertificates }) {
    for (const item of [...ingresses, ...backendConfigs, ...frontendConfigs, ...managedCertificates]) {
      const served = SERVED[item.kind] ?? [];
      if (served.includes(item.apiVersion)) continue;
      const message = `${item.kind} is ${served[0] ?? ''}, got ${quote(item.apiVersion)}`;
      yield { on: item, path: ['apiVersion'], message };
    }
  },
  examples: {
    good: [ingress(), backendConfig('healthCheck: { port: 9091 }')],
    bad: [
      ingress().replace('networking.k8s.io/v1', 'extensions/v1beta1'),
      backendConfig('healthCheck: { port: 9091 }').replace('/v1', '/v1alpha1'),
    ],
  },
};
