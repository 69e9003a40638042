import { CHART_INGRESS } from '../milvus/chart-ingress';
import { UNNAMED_RELEASE, serviceNameOf } from '../milvus/chart';
import { VALUES } from '../milvus/values';
import { listOf, mappingOf, textOf, valueAt } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import type { Item } from './item';
import { annotationsMeantBy } from './meant';
import type { LoneService } from './service';
import { isOn } from './values';
import type { Values } from './values';

/**
 * The Ingress that the chart makes of its values; undefined where it makes none, and where nothing says that it is for a
 * load balancer of GKE's.
 *
 * @param service - that the chart makes of the same values: the Ingress has its name
 */
export function chartIngressOf(values: Values, { serviceName, ports, annotations }: LoneService): Item | undefined {
  const ingress = mappingOf(valueAt(values.value, VALUES.ingress));
  const written = mappingOf(ingress['annotations']);
  if (!isOn(ingress['enabled']) || !isForGke(ingress, annotations)) return undefined;
  const { name: _, ...nameless } = values;
  const port = { number: ports[0]?.number };
  const backend = { service: { name: serviceName ?? serviceNameOf(UNNAMED_RELEASE), port } };
  const ingressClassName = ingress['ingressClassName'] || undefined;
  const tls = listOf(ingress['tls']);
  const rules = Array.isArray(ingress['rules']) ? listOf(ingress['rules']) : CHART_INGRESS.rules;
  const spec = {
    ...(ingressClassName !== undefined && { ingressClassName }),
    ...(tls.length > 0 && { tls, defaultBackend: backend }),
    rules: rules.map((rule) => {
      const { host, path, pathType } = mappingOf(rule);
      return { host, http: { paths: [{ path, pathType, backend }] } };
    }),
  };
  const identity = { kind: 'Ingress', apiVersion: 'networking.k8s.io/v1' };
  const value = { ...identity, metadata: { name: backend.service.name, annotations: written }, spec };
  return {
    ...nameless,
    ...(serviceName !== undefined && { name: serviceName }),
    ...identity,
    value,
    written: value,
    annotations: annotationsMeantBy(written),
    annotationsPath: ['metadata', 'annotations'],
    spec,
    origin: (path) => (values.origin ?? same)(placeOf(path)),
  };
}

/** Another controller's annotations and class say nothing; so does an Ingress that leaves all of it open. */
function isForGke(ingress: Mapping, ofService: Mapping): boolean {
  const annotations = mappingOf(ingress['annotations']);
  const written = textOf(annotations['kubernetes.io/ingress.class']) ?? textOf(ingress['ingressClassName']);
  if (written) return written.startsWith('gce');
  // Without rules, it was switched on and left at that.
  const keys = [...Object.keys(annotations), ...(Array.isArray(ingress['rules']) ? Object.keys(ofService) : [])];
  return keys.some((key) => GOOGLE.test(key));
}

const GOOGLE = /^(cloud\.google\.com|networking\.gke\.io|ingress\.gcp\.kubernetes\.io)\/|^kubernetes\.io\/ingress\./;

/** Where the values say what stands at a path of the Ingress. */
function placeOf([first, second, index, ...rest]: Path): Path {
  if (first === 'metadata' && second === 'annotations' && index !== undefined) {
    return ['ingress', 'annotations', index, ...rest];
  }
  if (first !== 'spec' || second === undefined || second === 'defaultBackend') return VALUES.ingressEnabled;
  if (second !== 'rules' || index === undefined) {
    return ['ingress', second, ...(index === undefined ? [] : [index, ...rest])];
  }
  const [http, paths, at, ...key] = rest;
  if (http !== 'http' || paths !== 'paths' || at === undefined) return ['ingress', 'rules', index, ...rest];
  return ['ingress', 'rules', index, ...key.filter((step) => step === 'path' || step === 'pathType')];
}

function same(path: Path): Path {
  return path;
}
