import { REST_ON_TLS_REFUSED_SINCE, compareVersions } from '../../../milvus/chart';
import { TLS_MODE } from '../../../milvus/service';
import { USER_YAML } from '../../../milvus/values';
import { isFalse, sharesRest, tlsModeOf } from '../../../rules/objects';
import type { Configuration, Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { ingressesIn, releasesIn } from '../../edge';
import type { Release } from '../../edge';
import { code, listed } from '../../words';

const OFF = 'off';
const SHARED = "on gRPC's TLS port";

export const restChanges: Danger = {
  id: 'rest-changes',
  why: 'clients of the REST API lose it, or it begins to answer whoever reaches the load balancer',
  cure: 'Keep `rest` of the release; else tell its clients first, and move them.',
  see: PAGES.configuration,
  *check(changes) {
    for (const { before, after, on } of releasesIn(changes)) {
      const [from, to] = [restOf(before), restOf(after)];
      if (from === undefined || to === undefined || from === to || ![before, after].some(hasTls)) continue;
      yield { on, message: `REST changes: it was ${from}, and is ${to}`, ...consequence(to, after) };
    }
    for (const { before, after, on } of ingressesIn(changes)) {
      for (const [host, from] of restPathsOf(before)) {
        const to = restPathsOf(after).get(host);
        if (to === undefined || from.join() === to.join()) continue;
        const paths = [from, to].map((some) => listed(some.map(code)));
        yield { on, message: `the path of REST on ${code(host)} changes from ${paths.join(' to ')}` };
      }
    }
  },
};

/** Where REST is; undefined where the files do not tell. */
function restOf({ configuration }: Release): string | undefined {
  const settings = configuration?.settings;
  if (!configuration || settings === undefined) return undefined;
  if (isFalse(valueAt(settings, USER_YAML.restEnabled))) return OFF;
  return sharesRest(configuration) ? SHARED : `on port ${code(valueAt(settings, USER_YAML.restPort))} of its own`;
}

function hasTls({ configuration }: { readonly configuration?: Configuration }): boolean {
  const mode = configuration && tlsModeOf(configuration);
  return mode !== undefined && mode !== TLS_MODE.off;
}

function consequence(to: string, { values: { chart } }: Release): { readonly why?: string; readonly cure?: string } {
  if (to === OFF) return { why: 'nothing answers calls of the REST API any more' };
  if (to !== SHARED) {
    return {
      why: 'the REST API answers whoever reaches the load balancer, with the user name and password in each call',
      cure: 'See that `authorization` is on. Upgrade the release first and apply the manifests after it: the new backend is unhealthy until proxies listen.',
    };
  }
  const refuses = chart === undefined || compareVersions(chart, REST_ON_TLS_REFUSED_SINCE) >= 0;
  return {
    why: refuses
      ? 'gRPC and REST share a port only without TLS: proxies do not start'
      : 'gRPC and REST share a port only without TLS: Milvus drops REST, and answers 415',
    cure: 'Give REST a port of its own, `rest: {}`, or switch it off, `rest: false`.',
  };
}

/** Paths beside gRPC's on the hosts of Milvus, which are REST's. */
function restPathsOf({ routes }: Ingress): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  const hosts = new Set(routes.filter(({ grpc }) => grpc).map(({ host }) => host));
  for (const { host, path, grpc } of routes) {
    if (grpc || path === undefined || host === undefined || !hosts.has(host)) continue;
    paths.set(host, [...(paths.get(host) ?? []), path].sort());
  }
  return paths;
}
