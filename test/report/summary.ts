import type { Summary } from '../../src/diff/summary';

/** One of everything. */
export function summary(): Summary {
  return {
    dangers: [
      {
        danger: 'host-is-removed',
        environment: 'production',
        on: 'Ingress default/milvus',
        message: 'the host `a.example.com` is removed; `b.example.com` is new',
        why: 'calls for it get the default backend, 404, and its certificate goes with it',
        cure: 'Move its clients first.',
        see: 'https://cloud.google.com/kubernetes-engine/docs/concepts/ingress',
      },
    ],
    environments: [
      {
        name: 'production',
        what: 'changed',
        lines: [
          {
            what: 'changed',
            title: 'Ingress default/milvus',
            fields: [
              {
                path: 'metadata.annotations["kubernetes.io/ingress.global-static-ip-name"]',
                before: 'milvus',
                after: 'x',
              },
              { path: 'spec.a', before: '1' },
              { path: 'spec.b', after: '{"c":2}' },
            ],
          },
          { what: 'renamed', title: 'BackendConfig default/a', to: 'BackendConfig default/b', fields: [] },
          { what: 'removed', title: 'Service default/rest', fields: [] },
          { what: 'added', title: 'google_compute_ssl_policy.policy in stack production', fields: [] },
          { what: 'changed', title: 'runbook', fields: [] },
        ],
      },
      { name: 'trial', what: 'new', lines: [{ what: 'added', title: 'Helm release milvus', fields: [] }] },
    ],
  };
}
