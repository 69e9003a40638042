import { quote } from '../../errors';
import { SERVICE } from '../../gke/annotations';
import { isMapping, mappingOf } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import type { Service } from '../routed-service';

export const negIsValid: Rule = {
  id: 'neg-is-valid',
  severity: 'error',
  why: 'the controller cannot read it, makes no endpoint group at all, and leaves the whole Ingress unsynced',
  cure: `Write ${SERVICE.neg}: '{"ingress": true}'.`,
  see: PAGES.neg,
  *check({ services }) {
    for (const service of services) {
      const fault = faultOf(service);
      if (fault !== undefined && service.neg) yield { on: service, path: service.neg.path, message: fault };
    }
  },
  examples: {
    good: [service(), service({ [SERVICE.neg]: '{"ingress":true,"exposed_ports":{"19530":{}}}' })],
    bad: [
      service({ [SERVICE.neg]: 'true' }),
      service({ [SERVICE.neg]: '{ingress: true}' }),
      service({ [SERVICE.neg]: '{"ingress":"true"}' }),
      service({ [SERVICE.neg]: '{"ingress":true,"exposed_ports":{"19530":{"name":"milvus"}}}' }),
      service({ [SERVICE.neg]: '{"ingress":true,"exposed_ports":{"9999":{}}}' }),
    ],
  },
};

function faultOf({ neg, ports, kind }: Service): string | undefined {
  // What is no text at all is told by another rule.
  if (typeof neg?.raw !== 'string') return undefined;
  if (!isMapping(neg.value)) return `must be a JSON object, got ${quote(neg.raw)}`;
  const { ingress, exposed_ports: exposed } = neg.value;
  if (ingress !== undefined && typeof ingress !== 'boolean')
    return `"ingress" must be true or false, got ${quote(ingress)}`;
  if (exposed === undefined) return undefined;
  if (!isMapping(exposed)) return `"exposed_ports" must be a JSON object, got ${quote(exposed)}`;
  const custom = Object.entries(exposed).find(([, one]) => Object.keys(mappingOf(one)).some(isName));
  if (ingress === true && custom) {
    return `"exposed_ports" names the group of port ${quote(custom[0])}: with "ingress": true that makes no group at all`;
  }
  // Values do not say what other ports the chart gives the Service.
  const unknown = Object.keys(exposed).find((port) => !ports.some(({ number }) => String(number) === port));
  if (unknown === undefined || (kind === 'values' && unknown === '9091')) return undefined;
  return `"exposed_ports" names port ${quote(unknown)}, which the Service has not`;
}

function isName(key: string): boolean {
  return key.toLowerCase() === 'name';
}
