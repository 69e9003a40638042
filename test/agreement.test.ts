import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import type { Environment } from '../src/config/environment';
import { parseEnvironment } from '../src/config/parse';
import { UserError } from '../src/errors';
import { BackendConfig, type BackendConfigProps } from '../src/kubernetes/backend-config';
import { FrontendConfig, type FrontendConfigProps } from '../src/kubernetes/frontend-config';
import { GkeIngress } from '../src/kubernetes/gke-ingress';
import type { GkeIngressProps } from '../src/kubernetes/gke-ingress-props';
import { GkeService } from '../src/kubernetes/gke-service';
import { ManagedCertificate } from '../src/kubernetes/managed-certificate';
import { MilvusIngressChart } from '../src/kubernetes/milvus-ingress-chart';
import { lint } from '../src/rules/run';
import { arbitraryEnvironment } from './arbitrary-environment';

// Constructs and rules are written apart, and must not contradict each other.

test('what a chart emits of any environment, no rule calls an error', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment: Environment) => {
      const objects = new MilvusIngressChart(new App(), 'prod', environment).toJson();
      expect(errorsOf(objects)).toEqual([]);
    }),
  );
});

/** Everything that an edge of Milvus is given; right and wrong about as often. */
interface Edge {
  readonly backend: Omit<BackendConfigProps, 'name' | 'healthCheck'> & { readonly checkIntervalSec?: number };
  readonly frontend?: Omit<FrontendConfigProps, 'name'>;
  readonly certificates: readonly string[];
  readonly ingress: Omit<GkeIngressProps, 'name' | 'managedCertificates' | 'frontendConfig' | 'rules'>;
  readonly host: string;
  readonly path: string;
}

/** Mostly right, so that much is taken; sometimes wrong. */
const mostly = <T>(right: readonly T[], wrong: readonly T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const name = mostly(['company', 'milvus-1'], ['Wrong', '']);
const headers = fc.array(mostly(['X-Team:search', 'X-Region:{client_region}'], ['Host:a', 'no colon', 'X-Goog-A:b']), {
  maxLength: 1,
});
const host = mostly(['a.io', '*.a.io', `${'a'.repeat(63)}.io`], ['A.io', '10.0.0.1', 'a_b.io']);
const edge: fc.Arbitrary<Edge> = fc
  .record({
    backend: fc.record({
      timeoutSec: optional(mostly([1, 3600, 86_400], [0, 86_401, 1.5])),
      drainingTimeoutSec: optional(mostly([0, 60, 3600], [-1, 3601])),
      logging: optional(fc.record({ enable: fc.boolean(), sampleRate: mostly([0, 0.5, 1], [-0.1, 1.1]) })),
      securityPolicy: optional(name),
      checkIntervalSec: optional(mostly([15, 300], [0, 14, 301])),
      sessionAffinity: optional(
        fc.record({
          affinityType: fc.constantFrom('NONE', 'CLIENT_IP', 'GENERATED_COOKIE'),
          affinityCookieTtlSec: optional(mostly([0, 86_400], [-1, 86_401])),
        }),
      ),
      customRequestHeaders: optional(headers),
      customResponseHeaders: optional(headers),
    }),
    frontend: optional(fc.record({ redirectToHttps: fc.boolean(), sslPolicy: optional(name) })),
    certificates: fc.array(host, { maxLength: 1 }),
    ingress: fc.record({
      class: fc.constantFrom('gce' as const, 'gce-internal' as const),
      allowHttp: optional(fc.boolean()),
      globalStaticIpName: optional(name),
      regionalStaticIpName: optional(name),
      tls: optional(
        fc.array(fc.record({ secretName: name, hosts: fc.array(host, { maxLength: 1 }) }), { maxLength: 1 }),
      ),
    }),
    host,
    path: mostly(['/', '/milvus.proto.milvus.MilvusService'], ['/*', 'a', '/a//b']),
  })
  // An address that fits the class, more often than not.
  .map(({ ingress: { globalStaticIpName, regionalStaticIpName, ...ingress }, ...one }) => ({
    ...one,
    ingress:
      ingress.class === 'gce'
        ? { ...ingress, globalStaticIpName, regionalStaticIpName: one.path === 'a' ? 'b' : undefined }
        : { ...ingress, regionalStaticIpName, globalStaticIpName: one.path === 'a' ? 'b' : undefined },
  }));

test('what constructs take of any edge of Milvus, no rule calls an error', () => {
  let taken = 0;
  fc.assert(
    fc.property(edge, (one) => {
      const objects = objectsOf(one);
      if (objects === undefined) return;
      taken++;
      expect(errorsOf(objects).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(20);
});

test('a backend and a host that the schema refuses, constructs refuse too, and no others', () => {
  let refused = 0;
  fc.assert(
    fc.property(edge, ({ backend, host }) => {
      const parsed = parseEnvironment(environmentOf(backend, host));
      const objects = objectsOf({ backend, certificates: [], ingress: { class: 'gce' }, host, path: '/' });
      expect(objects === undefined ? 'refused' : 'taken').toBe('problems' in parsed ? 'refused' : 'taken');
      if (objects === undefined) refused++;
    }),
    { numRuns: 300 },
  );
  expect(refused).toBeGreaterThan(20);
});

/** The same in the words of an environment. */
function environmentOf(backend: Edge['backend'], host: string): unknown {
  const { timeoutSec, drainingTimeoutSec, logging, securityPolicy, checkIntervalSec, sessionAffinity } = backend;
  const { customRequestHeaders, customResponseHeaders } = backend;
  const written = {
    timeoutSec,
    connectionDraining: drainingTimeoutSec === undefined ? undefined : { drainingTimeoutSec },
    logging,
    healthCheck: { checkIntervalSec },
    sessionAffinity,
    customRequestHeaders: customRequestHeaders && { headers: customRequestHeaders },
    customResponseHeaders: customResponseHeaders?.length ? { headers: customResponseHeaders } : undefined,
  };
  return {
    project: 'my-project',
    certificate: 'self-managed',
    loadBalancer: {
      backend: written,
      securityPolicy: securityPolicy === '' ? 'off' : securityPolicy && { name: securityPolicy },
    },
    releases: [{ name: 'my-release', host }],
  };
}

/** What is emitted; undefined where the constructs, or the app that they are in, refuse it. */
function objectsOf({ backend, frontend, certificates, ingress, host, path }: Edge): unknown[] | undefined {
  const app = new App();
  const chart = new Chart(app, 'prod', { namespace: 'vectors' });
  const { checkIntervalSec, ...settings } = backend;
  const healthCheck = { type: 'HTTP', port: 9091, requestPath: '/healthz', checkIntervalSec } as const;
  const pods = { podLabels: { app: 'milvus' }, portName: 'milvus', port: 19530, appProtocol: 'HTTP2' } as const;
  try {
    const backendConfig = new BackendConfig(chart, 'backend', { name: 'milvus', healthCheck, ...settings });
    const service = new GkeService(chart, 'service', { name: 'milvus', ...pods, backendConfig });
    new GkeIngress(chart, 'ingress', {
      name: 'milvus',
      // Without any, the Ingress is one for others than Milvus: gRPC needs TLS.
      ...(certificates.length === 0 && { preSharedCertificates: ['company'] }),
      ...ingress,
      frontendConfig: frontend && new FrontendConfig(chart, 'frontend', { name: 'milvus', ...frontend }),
      managedCertificates: certificates.map(
        (domain, index) => new ManagedCertificate(chart, `c${index}`, { name: `c${index}`, domains: [domain] }),
      ),
      rules: [{ host, paths: [{ path, service }] }],
    });
    return chart.toJson() as unknown[];
  } catch (error) {
    if (error instanceof UserError || String(error).startsWith('Error: Validation failed')) return undefined;
    throw error;
  }
}

function errorsOf(objects: unknown[]) {
  const findings = lint([{ file: 'a.yaml', text: '# milvus-l7 environment=prod\n', values: objects }]);
  return findings.filter(({ severity }) => severity === 'error');
}
