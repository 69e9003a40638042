import { quote } from '../../errors';
import { SERVICE } from '../../gke/annotations';
import { isMapping } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { backendConfigNamesOf } from '../service';
import type { Service } from '../routed-service';

export const backendConfigIsValid: Rule = {
  id: 'backend-config-is-valid',
  severity: 'error',
  why: 'the controller cannot read it and leaves the whole Ingress unsynced',
  cure: `Write ${SERVICE.backendConfig}: '{"default": "NAME"}'.`,
  see: PAGES.features,
  *check({ services }) {
    for (const service of services) {
      const fault = faultOf(service);
      if (fault === undefined || !service.backendConfig) continue;
      yield { on: service, path: service.backendConfig.path, message: fault };
    }
  },
  examples: {
    good: [service(), service({ [SERVICE.backendConfig]: '{"ports":{"milvus":"my-config"}}' })],
    bad: [
      service({ [SERVICE.backendConfig]: 'my-config' }),
      service({ [SERVICE.backendConfig]: '{}' }),
      service({ [SERVICE.backendConfig]: '{default: my-config}' }),
    ],
  },
};

function faultOf(service: Service): string | undefined {
  const { backendConfig } = service;
  if (typeof backendConfig?.raw !== 'string') return undefined;
  const { raw, value } = backendConfig;
  if (!isMapping(value)) return `must be a JSON object, got ${quote(raw)}`;
  if (backendConfigNamesOf(service).length === 0) return `must name a BackendConfig, got ${quote(raw)}`;
  const { ports } = value;
  return ports === undefined || isMapping(ports) ? undefined : `"ports" must be a JSON object, got ${quote(ports)}`;
}
