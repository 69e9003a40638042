import { SERVICE } from '../../gke/annotations';
import { isMapping } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { backendConfigNameOf, backendConfigNamesOf } from '../service';

export const backendConfigCoversGrpc: Rule = {
  id: 'backend-config-covers-grpc',
  severity: 'error',
  why: 'without one the health check is HTTP2 "/" on the gRPC port, which Milvus does not answer: the backend stays unhealthy',
  cure: `Write ${SERVICE.backendConfig}: '{"default": "NAME"}', and a BackendConfig of that name with Milvus' health check.`,
  see: PAGES.features,
  *check({ services }) {
    for (const service of services) {
      const { backendConfig, annotationsPath, kind } = service;
      // An annotation that cannot be read has a rule of its own.
      if (backendConfig && (!isMapping(backendConfig.value) || backendConfigNamesOf(service).length === 0)) continue;
      for (const port of service.grpcPorts) {
        if (backendConfigNameOf(service, port) !== undefined) continue;
        const path = backendConfig?.path ?? (kind === 'values' ? annotationsPath : ['metadata', 'name']);
        const title = `port ${port.name ?? port.number ?? ''}`;
        const message = backendConfig
          ? `names no BackendConfig for ${title}, only for others`
          : `${SERVICE.backendConfig} is missing: ${title} has no BackendConfig`;
        yield { on: service, path, ...(!backendConfig && { absent: annotationsPath }), message };
      }
    }
  },
  examples: {
    good: [service(), service({ [SERVICE.backendConfig]: '{"ports":{"19530":"my-config"}}' })],
    bad: [
      service({ [SERVICE.backendConfig]: undefined }),
      service({ [SERVICE.backendConfig]: '{"ports":{"metrics":"my-config"}}' }),
    ],
  },
};
