import { quote } from '../../errors';
import { ONE_ROUTE_STOPS_ALL, REFUSED_ROUTE_FIELDS } from '../../gke/gateway';
import { hasFilters } from '../../gke/gateway-limits';
import { GATEWAY_CLASS_OF, scopeOfClass } from '../../gke/load-balancer-classes';
import { listOf, mappingOf } from '../../source/plain';
import type { Path } from '../../source/plain';
import { TO_MILVUS, route, setup } from '../gateway-examples';
import type { HttpRoute } from '../http-route';
import { PAGES } from '../pages';
import type { Rule, Severity } from '../rule';

const redirect = (words: string) => `{ filters: [{ type: RequestRedirect, requestRedirect: { ${words} } }] }`;

export const routeFieldsAreSupported: Rule = {
  id: 'route-fields-are-supported',
  severity: 'error',
  why: `the API server takes the field and GKE does not: ${ONE_ROUTE_STOPS_ALL}`,
  cure: 'Remove the field.',
  see: PAGES.gatewayConformance,
  *check({ httpRoutes }) {
    for (const httpRoute of httpRoutes) {
      for (const fault of faultsOf(httpRoute)) yield { on: httpRoute, ...fault };
    }
  },
  examples: {
    good: [
      setup(),
      setup({ route: route({ rule: redirect('scheme: https, statusCode: 301') }) }),
      setup() +
        '---\n' +
        route({ name: 'web', rule: redirect('path: { type: ReplaceFullPath, replaceFullPath: /x }') }),
      setup({ route: route({ rule: `{ matches: [{ headers: [{ name: x, value: y }] }], ${TO_MILVUS} }` }) }),
    ],
    bad: [
      setup({ route: route({ rule: `{ timeouts: { request: 3600s }, ${TO_MILVUS} }` }) }),
      setup({ route: route({ rule: `{ matches: [{ method: POST }], ${TO_MILVUS} }` }) }),
      setup() + '---\n' + route({ name: 'redirect', rule: redirect('scheme: https, statusCode: 308') }),
      setup({ route: route({ rule: `{ retry: { attempts: 3 }, ${TO_MILVUS} }` }) }),
    ],
  },
};

interface FieldFault {
  readonly path: Path;
  readonly message: string;
  readonly cure?: string;
  readonly severity?: Severity;
}

function* faultsOf({ value, rules, gateways }: HttpRoute): Generator<FieldFault> {
  for (const { path, values, cure, known } of REFUSED_ROUTE_FIELDS) {
    for (const found of placesOf(value['spec'], path.split('.'), ['spec'])) {
      if (isEmpty(found.value) || (values && !values.some((one) => one === found.value))) continue;
      const got = values ? `, got ${quote(found.value)}` : '';
      const message = `is not among what GKE supports${got}`;
      const severity = known === 'refused' ? {} : { severity: 'warning' as const };
      yield { path: found.path, message, cure: `${cure.slice(0, 1).toUpperCase()}${cure.slice(1)}.`, ...severity };
    }
  }
  const isGlobal = gateways.some(({ classLike }) => classLike !== undefined && scopeOfClass(classLike) === 'global');
  for (const { paths, filters, path } of rules) {
    for (const { type, path: place } of paths) {
      if (type !== 'RegularExpression' || !isGlobal) continue;
      const message = 'only regional load balancers take regular expressions';
      yield { path: [...place, 'type'], message, cure: 'Write type: PathPrefix.', severity: 'warning' };
    }
    if (filters.filter(({ type }) => type === 'RequestMirror').length > 1) {
      const message = 'several mirrors in one rule are not among what GKE supports';
      yield { path: [...path, 'filters'], message, cure: 'Keep one.', severity: 'warning' };
    }
    const classic = gateways.find((one) => !hasFilters(one.class));
    if (classic && filters.length > 0) {
      const message = `class ${classic.class} has no filters, and so no redirect`;
      yield { path: [...path, 'filters'], message, cure: `Write gatewayClassName: ${GATEWAY_CLASS_OF.external}.` };
    }
  }
}

/** What stands at a path of keys, of which `[]` is every item of a list. */
function* placesOf(value: unknown, steps: readonly string[], at: Path): Generator<{ value: unknown; path: Path }> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    yield { value, path: at };
    return;
  }
  const key = step.replace('[]', '');
  const inner = mappingOf(value)[key];
  if (!step.endsWith('[]')) {
    if (inner !== undefined && inner !== null) yield* placesOf(inner, rest, [...at, key]);
    return;
  }
  for (const [index, item] of listOf(inner).entries()) yield* placesOf(item, rest, [...at, key, index]);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
