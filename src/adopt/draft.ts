import type { Environment } from '../config/environment';
import { UserError } from '../errors';
import { INGRESS, SERVICE } from '../gke/annotations';
import { LOAD_BALANCER_RANGES } from '../gke/ranges';
import { GRPC_PORT } from '../milvus/service';
import { VALUES } from '../milvus/values';
import { valueAt } from '../source/plain';
import { gatewayFor, gatewayRuleOf, inOrderOfListeners, objectsOfGateway } from './gateway';
import { draftGateway, draftGatewayCertificate, withGateway } from './gateway-load-balancer';
import { ingressesOf, ruleOf, rulesOf } from './ingress';
import { draftCertificate, draftLoadBalancer } from './load-balancer';
import { type DraftRelease, draftRelease, peersAt } from './release';
import { type ReadRelease, readRelease, wordAt } from './release-values';
import { type Running, type RunningObject, annotationOf, backendConfigIn, named, namesIn } from './running';
import { draftStorage } from './storage';

/** An environment that may lack what nobody told. */
export type DraftEnvironment = Omit<Partial<Environment>, 'releases'> & { readonly releases: readonly DraftRelease[] };

/** A key that somebody has to fill in. */
export interface Missing {
  readonly path: readonly (string | number)[];
  readonly example: unknown;
  /** What it is, in a few words. */
  readonly why: string;
  /** Whether nothing goes on without it. */
  readonly required: boolean;
}

export interface Draft {
  readonly environment: DraftEnvironment;
  readonly missing: readonly Missing[];
  /** Of what runs: what the environment stands for from now on. */
  readonly objects: readonly RunningObject[];
}

/** What neither objects nor values tell. */
export interface Answers {
  readonly project?: string;
  readonly region?: string;
  readonly namespace?: string;
  /** Of the one release. */
  readonly host?: string;
}

/**
 * The environment that stands for what runs: with it, as little as possible changes.
 *
 * @throws UserError where values cannot be read, or where one environment cannot stand for it
 */
export function draftOf(running: Running, answers: Answers = {}): Draft {
  const { objects, namespace } = running;
  const read = running.releases.map(readRelease);
  const ingress = ingressFor(read, objects);
  const gateway = gatewayFor(read, objects);
  const releases = gateway && !ingress ? inOrderOfListeners(gateway, read, objects) : inOrderOf(ingress, read);
  const rules = releases.map(
    ({ serviceName }) => ruleOf(ingress, serviceName) ?? (gateway && gatewayRuleOf(objects, serviceName)),
  );
  const backendConfigs = releases.flatMap((one, index) => backendConfigsOf(one, objects, rules[index]?.paths ?? []));
  const ours = [
    ...objectsOf(ingress, releases, backendConfigs, objects),
    ...(gateway ? objectsOfGateway(gateway, releases, objects) : []),
  ];
  const storage = draftStorage(releases, objects);
  const drafts = releases.map((release, index) => draftRelease(release, objects, rules[index]));
  const [first, ...others] = drafts;
  const project = answers.project ?? storage?.project;
  const environment: DraftEnvironment = {
    project,
    region: answers.region,
    namespace: namespace === 'default' ? undefined : namespace,
    labels: labelsOf(ours),
    releases: first && others.length === 0 ? [{ ...first, host: answers.host ?? first.host }] : drafts,
    certificate: ingress
      ? draftCertificate(ingress, objects, releases)
      : gateway && draftGatewayCertificate(gateway, objects, releases),
    loadBalancer: ingress
      ? // DNS leads to one of them, which no object tells: the one that was there first.
        withGateway(draftLoadBalancer(ingress, backendConfigs[0], objects, releases), gateway)
      : gateway && draftGateway(gateway, objects, releases),
    gcp: storage && project === storage.project ? { storage: storage.storage } : undefined,
    monitoring: releases.every((one) => named(objects, 'PodMonitoring', metricsJobOf(one)))
      ? { podMonitoring: true }
      : undefined,
  };
  return { environment, missing: missingOf(environment, proxyOnlyRangeOf(releases, objects)), objects: ours };
}

/** What an environment lacks whose releases are known. */
export function missingOf(environment: DraftEnvironment, proxyOnlyRange?: string): Missing[] {
  const { project, region, releases, loadBalancer } = environment;
  const isInternal = loadBalancer?.scheme === 'internal' || loadBalancer?.scheme === 'regional';
  const missing: Missing[] = [];
  const add = (path: Missing['path'], example: unknown, why: string, required = true) =>
    missing.push({ path, example, why: required ? `required: ${why}` : why, required });
  if (project === undefined) add(['project'], 'my-project', 'the Google Cloud project id');
  if (region === undefined) add(['region'], 'us-west1', isInternal ? 'of the cluster' : 'the default', isInternal);
  releases.forEach(({ host }, index) => {
    if (host === undefined) add(['releases', index, 'host'], 'milvus.example.com', 'the DNS name that clients use');
  });
  if (isInternal || proxyOnlyRange !== undefined) {
    const range = proxyOnlyRange ?? '10.9.0.0/23';
    const network = { existing: { network: 'my-network', subnetwork: 'my-subnet', proxyOnlyRange: range } };
    add(['gcp', 'network'], network, "the cluster's, and the range of its proxy-only subnet");
  }
  return missing;
}

/** @throws UserError where the releases are behind different ones */
function ingressFor(releases: readonly ReadRelease[], objects: readonly RunningObject[]): RunningObject | undefined {
  const found = ingressesOf(
    objects,
    releases.map(({ serviceName }) => serviceName),
  );
  const forAll = found.filter((one) => releases.every(({ serviceName }) => ruleOf(one, serviceName)));
  if (found.length > 0 && forAll.length === 0) {
    const names = found.map(({ metadata }) => metadata.name).join(', ');
    throw new UserError([
      {
        message: `the releases do not share one Ingress: ${names} lead to some of them each`,
        cure: 'make an environment of each Ingress: name only its releases',
      },
    ]);
  }
  return forAll[0];
}

/** Rules stand in the order of the releases, and so the other way round. */
function inOrderOf(ingress: RunningObject | undefined, releases: readonly ReadRelease[]): ReadRelease[] {
  const services = rulesOf(ingress).map(({ paths }) => paths.map(({ serviceName }) => serviceName));
  const rank = ({ serviceName }: ReadRelease) => services.findIndex((names) => names.includes(serviceName));
  return [...releases].sort((a, b) => rank(a) - rank(b));
}

/** Of the chart's Service, by its values or by hand, and of the others that its host leads to. */
function backendConfigsOf(
  { serviceName, values }: ReadRelease,
  objects: readonly RunningObject[],
  paths: readonly { readonly serviceName: string }[],
): RunningObject[] {
  const inValues = wordAt(values, [...VALUES.serviceAnnotations, SERVICE.backendConfig]);
  const others = paths.map((path) => path.serviceName).filter((name) => name !== serviceName);
  const annotations = [
    annotationOf(named(objects, 'Service', serviceName), SERVICE.backendConfig) ?? inValues,
    ...others.map((name) => annotationOf(named(objects, 'Service', name), SERVICE.backendConfig)),
  ];
  return annotations.flatMap((annotation) => named(objects, 'BackendConfig', backendConfigIn(annotation)) ?? []);
}

/** Everything that an environment has objects for, and nothing of the chart's. */
function objectsOf(
  ingress: RunningObject | undefined,
  releases: readonly ReadRelease[],
  backendConfigs: readonly RunningObject[],
  objects: readonly RunningObject[],
): RunningObject[] {
  const names = releases.map(({ serviceName }) => serviceName);
  const managed = namesIn(annotationOf(ingress, INGRESS.managedCertificates));
  const accounts = releases.map(({ values }) => wordAt(values, ['serviceAccount', 'name']));
  const wanted: readonly (readonly [kind: string, names: readonly (string | undefined)[]])[] = [
    ['Ingress', [ingress?.metadata.name]],
    // One of our name is replaced by what is applied, whether it is used or not.
    [
      'BackendConfig',
      [...backendConfigs.map(({ metadata }) => metadata.name), ...releases.map(({ name }) => `${name}-backendconfig`)],
    ],
    ['FrontendConfig', [annotationOf(ingress, INGRESS.frontendConfig)]],
    ['ManagedCertificate', managed],
    ['Certificate', names.flatMap((name) => [`${name}-tls`, `${name}-backend-tls`])],
    ['Service', names.map((name) => `${name}-rest`)],
    ['NetworkPolicy', names.map((name) => `${name}-proxy`)],
    ['PodDisruptionBudget', names.map((name) => `${name}-proxy`)],
    ['PodMonitoring', releases.map(metricsJobOf)],
    ['ServiceAccount', accounts],
  ];
  return objects.filter(({ kind, metadata }) => wanted.some(([one, of]) => one === kind && of.includes(metadata.name)));
}

/** What its PodMonitoring is called where it is ours. */
function metricsJobOf({ name }: Pick<ReadRelease, 'name'>): string {
  return `${name}-milvus`;
}

/** Those that all of them have. */
function labelsOf(objects: readonly RunningObject[]): Readonly<Record<string, string>> | undefined {
  const [first, ...others] = objects;
  const common = Object.entries(first?.metadata.labels ?? {}).filter(([key, value]) =>
    others.every(({ metadata }) => metadata.labels?.[key] === value),
  );
  return common.length === 0 ? undefined : Object.fromEntries(common);
}

/** The range that NetworkPolicies of ours have beside Google's own. */
function proxyOnlyRangeOf(releases: readonly ReadRelease[], objects: readonly RunningObject[]): string | undefined {
  const known: readonly string[] = LOAD_BALANCER_RANGES;
  return releases
    .flatMap(({ serviceName }) => named(objects, 'NetworkPolicy', `${serviceName}-proxy`) ?? [])
    .flatMap((policy) => peersAt(policy, GRPC_PORT.number))
    .map((peer) => valueAt(peer, ['ipBlock', 'cidr']))
    .find((cidr): cidr is string => typeof cidr === 'string' && !known.includes(cidr));
}
