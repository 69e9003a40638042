import { listOf, mappingOf, wordOf } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const ports = (text: string) => service({}, `ports: [${text}]`);

export const servicePortsAreDistinct: Rule = {
  id: 'service-ports-are-distinct',
  severity: 'error',
  why: 'the API server refuses the Service: where there are several ports each has a name and a number of its own',
  cure: 'Give each port a name and a number of its own.',
  see: PAGES.kubernetesService,
  *check({ services }) {
    for (const service of services.filter(({ kind }) => kind === 'Service')) {
      const all = listOf(service.spec['ports']).map(mappingOf);
      const seen = new Set<string>();
      for (const [index, { name, port, protocol = 'TCP' }] of all.entries()) {
        const path = ['spec', 'ports', index];
        if (all.length > 1 && (name === undefined || name === null || name === '')) {
          yield { on: service, path, message: 'must have a name, as there are several ports' };
        }
        const keys = [
          ...(typeof name === 'string' ? [`the name ${JSON.stringify(name)}`] : []),
          ...(typeof port === 'number' ? [`port ${port} for ${wordOf(protocol) ?? 'TCP'}`] : []),
        ];
        const twice = keys.find((key) => seen.has(key));
        if (twice !== undefined) yield { on: service, path, message: `has ${twice}, as another port has` };
        for (const key of keys) seen.add(key);
      }
    }
  },
  examples: {
    good: [ports('{ name: milvus, port: 19530 }, { name: metrics, port: 9091 }')],
    bad: [
      ports('{ name: milvus, port: 19530 }, { name: milvus, port: 9091 }'),
      ports('{ name: milvus, port: 19530 }, { name: metrics, port: 19530 }'),
      ports('{ name: milvus, port: 19530 }, { port: 9091 }'),
    ],
  },
};
