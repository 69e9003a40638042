import { VALUES } from '../milvus/values';
import { mappingOf, textOf, valueAt } from '../source/plain';
import type { GatewayService } from './gateway-service';
import { inOneEnvironment, placeKeyOf, together } from './item';
import type { LoneService } from './service';
import { isOff, isOn, versionIn } from './values';
import type { Values } from './values';

const INSTANCE = 'app.kubernetes.io/instance';
const CHART_LABEL = 'helm.sh/chart';

/**
 * The Services of the input that values may have made: the one of their name; where no name is known, all of Milvus',
 * but for those that other values say all of, and for those that evidence speaks against while others remain.
 *
 * What is added to the input can so add a Service, and take one away only by saying whose it is.
 */
export function servicesMadeBy(
  values: Values,
  name: string | undefined,
  written: readonly LoneService[],
  claimed: ReadonlySet<LoneService>,
): readonly LoneService[] {
  if (name !== undefined) {
    return written.filter((service) => service.name === name && together(service, values));
  }
  const open = written.filter(
    (service) => isOfTheChart(service) && inOneEnvironment(service, values) && !claimed.has(service),
  );
  return mostLikely(values, open);
}

/** Those that no evidence speaks against while others remain. */
function mostLikely<Kind extends LoneService>(values: Values, open: readonly Kind[]): readonly Kind[] {
  return EVIDENCE.reduce<readonly Kind[]>((left, fits) => {
    const fitting = left.filter((service) => fits(values, service, left));
    return fitting.length > 0 ? fitting : left;
  }, open);
}

/**
 * The Services behind a Gateway that lead to the pods of values: of their release, by its name; where that is not known,
 * all that nothing speaks against.
 */
export function gatewayServicesFor(
  values: Values,
  serviceName: string | undefined,
  services: readonly GatewayService[],
): readonly GatewayService[] {
  const near = services.filter((one) => one.grpcPorts.length > 0 && together(one, values));
  const own = near.filter((one) => placeKeyOf(one) === placeKeyOf(values));
  if (own.length > 0) return own;
  const written = near.filter(({ kind }) => kind === 'Service');
  if (serviceName === undefined && values.release === undefined) return mostLikely(values, written);
  return written.filter((one) => {
    const instance = valueAt(one.spec, ['selector', INSTANCE]) ?? one.labels[INSTANCE];
    if (instance !== undefined && values.release !== undefined) return instance === values.release;
    return belongsTo(one.name, serviceName);
  });
}

/** Whether a Service has the name of the chart's, or one that begins with it. */
export function belongsTo(name: string | undefined, serviceName: string | undefined): boolean {
  return serviceName !== undefined && `${name ?? ''}-`.startsWith(`${serviceName}-`);
}

/** The version of the chart that made Services, where their labels agree. */
export function chartOf(services: readonly LoneService[]): string | undefined {
  const versions = new Set(services.map(({ labels }) => versionIn(labels[CHART_LABEL])));
  return versions.size === 1 ? [...versions][0] : undefined;
}

/** Not one that somebody wrote beside the chart's: the chart's own labels, or none that tell. */
function isOfTheChart({ ports, labels }: LoneService): boolean {
  if (!ports.some(({ grpc }) => grpc)) return false;
  return labels[CHART_LABEL] === undefined || versionIn(labels[CHART_LABEL]) !== undefined;
}

type Evidence = (values: Values, service: LoneService, all: readonly LoneService[]) => boolean;

const EVIDENCE: readonly Evidence[] = [fitsFileName, fitsMode, fitsAnnotations];

/** A file, or a folder above it, that has the name of one release is not another's. */
function fitsFileName({ part }: Values, service: LoneService, all: readonly LoneService[]): boolean {
  const path = part.file.replace(/\.\w+$/, '');
  const named = (one: LoneService) =>
    [textOf(one.labels[INSTANCE]), one.name].some((name) => name !== undefined && hasName(path, name));
  return !all.some(named) || named(service);
}

function hasName(path: string, name: string): boolean {
  if (/^(milvus|values|release|default)$/.test(name)) return false;
  return `/${path}/`
    .replace(/[^a-zA-Z0-9-]+/g, '/')
    .split('/')
    .some((word) => word === name || word === `values-${name}` || word === `${name}-values`);
}

function fitsMode(values: Values, service: LoneService): boolean {
  const component = textOf(service.labels['component']) ?? textOf(valueAt(service.spec, ['selector', 'component']));
  const cluster = valueAt(values.value, VALUES.clusterEnabled);
  if (isOff(cluster)) return component !== 'proxy';
  return !isOn(cluster) || component !== 'standalone';
}

/** What values annotate, the Service has. */
function fitsAnnotations(values: Values, service: LoneService): boolean {
  const annotations = mappingOf(valueAt(values.value, VALUES.serviceAnnotations));
  return Object.entries(annotations).every(
    ([key, text]) => typeof text !== 'string' || service.annotations[key] === text,
  );
}
