import { BACKEND_CONFIG } from '../gke/backend-config';
import { GATEWAY_LIMITS } from '../gke/gateway';
import { headerFilterFaults } from '../gke/header-filter';
import {
  LOAD_BALANCER_CLASSES,
  type LoadBalancerFeature,
  NO_REGIONAL_INGRESS,
  reasonAgainst,
} from '../gke/load-balancer-classes';
import { WITH_ARTICLE, apisOf, certificateTypeOf, classesOf } from './classes';
import type { Add, Check, SoundEnvironment } from './environment-check';

/** What the classes of load balancers, and the API that makes them, can have. */
export const CLASS_CHECKS: readonly Check[] = [
  alsoIsTheOther,
  regionalIsAGateway,
  addressesAreOneForEach,
  classCanHaveWhatIsAsked,
  gatewayHasPlace,
  gatewayTakesTheHeaders,
  clusterHasTheGatewayApi,
];

function alsoIsTheOther({ loadBalancer }: SoundEnvironment, add: Add): void {
  const { api, also } = loadBalancer ?? {};
  if (also === undefined || also !== api) return;
  const other = api === 'ingress' ? 'gateway' : 'ingress';
  add(['loadBalancer', 'also'], 'must be the other API than api', `write ${other}, or take it out`);
}

function regionalIsAGateway(environment: SoundEnvironment, add: Add): void {
  const { scheme, api } = environment.loadBalancer ?? {};
  if (scheme !== 'regional' || !apisOf(environment).includes('ingress')) return;
  if (api === 'ingress') {
    const message = `must not be regional with api: ingress: ${NO_REGIONAL_INGRESS}`;
    add(['loadBalancer', 'scheme'], message, 'write api: gateway, or another scheme');
  } else {
    const message = `must not be ingress with scheme: regional: ${NO_REGIONAL_INGRESS}`;
    add(['loadBalancer', 'also'], message, 'take it out: move from an environment with an Ingress of its own, by DNS');
  }
}

function addressesAreOneForEach({ loadBalancer }: SoundEnvironment, add: Add): void {
  const { address, also, api } = loadBalancer ?? {};
  if (typeof address !== 'object' || loadBalancer === undefined) return;
  if ('name' in address && also !== undefined) {
    add(
      ['loadBalancer', 'address'],
      'must not be one address beside also: two load balancers have two',
      `write address: { ${api}: ${address.name} }: Terraform makes the other one, or names it too`,
    );
  }
  if (!('name' in address) && !('also' in loadBalancer)) {
    add(
      ['loadBalancer', 'address'],
      'must name one address where there is one load balancer',
      'write address: { name: … }, or also: with the other API',
    );
  }
}

function classCanHaveWhatIsAsked(environment: SoundEnvironment, add: Add): void {
  const { scheme, public: isOpened, also } = environment.loadBalancer ?? {};
  if (scheme === undefined) return;
  if (scheme === 'internal' && isOpened === true) {
    add(['loadBalancer', 'public'], 'must be left out on an internal load balancer', 'take it out, or the scheme');
  }
  for (const asked of ASKED) {
    if (!asked.isAsked(environment)) continue;
    for (const one of classesOf(environment)) {
      const reason = reasonAgainst(asked.feature, one);
      if (reason === undefined) continue;
      const { api } = LOAD_BALANCER_CLASSES[one];
      const noun = api === 'gateway' ? 'Gateway' : also === undefined ? 'load balancer' : 'Ingress';
      const cure = api === 'gateway' ? (asked.cureOfGateway ?? asked.cure) : asked.cure;
      add([...asked.path], `${asked.must} on ${WITH_ARTICLE[scheme]} ${noun}: ${reason}`, cure);
      break;
    }
  }
}

interface Asked {
  readonly feature: LoadBalancerFeature;
  readonly path: readonly string[];
  readonly isAsked: (environment: SoundEnvironment) => boolean;
  readonly must: string;
  readonly cure: string;
  /** Where a Gateway has another way out. */
  readonly cureOfGateway?: string;
}

const SILENT: readonly unknown[] = [undefined, 'none'];

/** Where an environment asks for what not every load balancer can have. */
const ASKED: readonly Asked[] = [
  {
    feature: 'redirect',
    path: ['loadBalancer', 'http'],
    isAsked: ({ loadBalancer }) => loadBalancer?.http === 'redirect',
    must: 'must not be redirect',
    cure: 'leave it out: port 80 is closed then',
  },
  {
    feature: 'portsOnEphemeralAddress',
    path: ['loadBalancer', 'address'],
    isAsked: ({ loadBalancer }) => loadBalancer?.http === 'open' && loadBalancer.address === 'ephemeral',
    must: 'must not be ephemeral with http: open',
    cure: 'leave it out, or close port 80',
  },
  {
    feature: 'sslPolicy',
    path: ['loadBalancer', 'sslPolicy'],
    isAsked: ({ loadBalancer }) => !SILENT.includes(loadBalancer?.sslPolicy),
    must: 'must be left out',
    cure: 'take it out',
  },
  {
    feature: 'securityPolicy',
    path: ['loadBalancer', 'securityPolicy'],
    isAsked: ({ loadBalancer }) => !SILENT.includes(loadBalancer?.securityPolicy),
    must: 'must be left out',
    cure: 'take it out; releases[].networkPolicy limits who may call',
  },
  {
    feature: 'googleManagedCertificate',
    path: ['certificate'],
    isAsked: (environment) => certificateTypeOf(environment) === 'google-managed',
    must: 'must not be managed by Google',
    cure: 'write certificate: self-managed, or { type: self-managed, issuer: … }',
  },
  {
    feature: 'computeManagedCertificate',
    path: ['certificate'],
    isAsked: (environment) => certificateTypeOf(environment) === 'pre-shared-created',
    must: 'must not be managed by Google',
    cure: 'write certificate: self-managed, or { type: self-managed, issuer: … }',
    cureOfGateway: 'write certificate: google-managed',
  },
  {
    feature: 'globalAccess',
    path: ['loadBalancer', 'globalAccess'],
    isAsked: ({ loadBalancer }) => loadBalancer?.globalAccess === true,
    must: 'must be left out',
    cure: 'take it out; only scheme: internal with api: gateway, and nothing beside it, has it',
  },
  {
    feature: 'maxRatePerEndpoint',
    path: ['loadBalancer', 'backend', 'maxRatePerEndpoint'],
    isAsked: ({ loadBalancer }) => loadBalancer?.backend?.maxRatePerEndpoint !== undefined,
    must: 'must be left out',
    cure: 'take it out; only api: gateway, and nothing beside it, has it',
  },
  {
    feature: 'affinityOfGateways',
    path: ['loadBalancer', 'backend', 'sessionAffinity', 'affinityType'],
    isAsked: ({ loadBalancer }) => {
      const { affinityType } = loadBalancer?.backend?.sessionAffinity ?? {};
      const types: readonly (string | undefined)[] = BACKEND_CONFIG.affinityTypes;
      return affinityType !== undefined && !types.includes(affinityType);
    },
    must: 'must be another',
    cure: `write ${BACKEND_CONFIG.affinityTypes.join(', ')}, or api: gateway without also`,
  },
  {
    feature: 'affinityOfGateways',
    path: ['loadBalancer', 'backend', 'sessionAffinity', 'affinityCookieTtlSec'],
    isAsked: ({ loadBalancer }) => {
      const { affinityCookieTtlSec = 0 } = loadBalancer?.backend?.sessionAffinity ?? {};
      return affinityCookieTtlSec > BACKEND_CONFIG.affinityCookieTtlSec.max;
    },
    must: `must be at most ${BACKEND_CONFIG.affinityCookieTtlSec.max}`,
    cure: 'write less, or api: gateway without also',
  },
];

/** A host is a listener, and port 80 one more. */
function gatewayHasPlace(environment: SoundEnvironment, add: Add): void {
  const { releases = [] } = environment;
  const most = GATEWAY_LIMITS.listeners - 1;
  if (!apisOf(environment).includes('gateway') || releases.length <= most) return;
  add(
    ['releases', most],
    `must be at most ${most} releases on one Gateway, has ${releases.length}`,
    'move releases to another environment',
  );
}

/** A BackendConfig's headers are filters of a route here, which take less. */
function gatewayTakesTheHeaders(environment: SoundEnvironment, add: Add): void {
  if (!apisOf(environment).includes('gateway')) return;
  const backend = environment.loadBalancer?.backend;
  for (const key of ['customRequestHeaders', 'customResponseHeaders'] as const) {
    for (const { index, message, cure } of headerFilterFaults(backend?.[key]?.headers ?? [])) {
      add(['loadBalancer', 'backend', key, 'headers', index], `${message}, as filters of a route take it`, cure);
    }
  }
}

function clusterHasTheGatewayApi(environment: SoundEnvironment, add: Add): void {
  if (!apisOf(environment).includes('gateway')) return;
  if (environment.gcp?.cluster?.create?.gatewayApiConfig?.channel !== 'CHANNEL_DISABLED') return;
  add(
    ['gcp', 'cluster', 'create', 'gatewayApiConfig', 'channel'],
    'must not be CHANNEL_DISABLED with a Gateway: its kinds would be unknown to the cluster',
    'leave it out',
  );
}
