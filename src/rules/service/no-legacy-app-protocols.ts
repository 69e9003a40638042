import { LEGACY_SERVICE, SERVICE } from '../../gke/annotations';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const noLegacyAppProtocols: Rule = {
  id: 'no-legacy-app-protocols',
  severity: 'warning',
  why: `it wins over ${SERVICE.appProtocols}: a change of the one that people read does nothing`,
  cure: `Write ${SERVICE.appProtocols} and remove the old key.`,
  see: PAGES.http2,
  *check({ services }) {
    for (const service of services) {
      const { appProtocols } = service;
      if (appProtocols?.key !== LEGACY_SERVICE.appProtocols) continue;
      yield { on: service, path: appProtocols.path, message: 'is an old key that wins over the present one' };
    }
  },
  examples: {
    good: [service()],
    bad: [service({ [LEGACY_SERVICE.appProtocols]: '{"milvus":"HTTP2"}' })],
  },
};
