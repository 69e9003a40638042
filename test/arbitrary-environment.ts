import * as fc from 'fast-check';
import type { Environment, EnvironmentRelease } from '../src/config/environment';
import { CHART_LINES } from '../src/milvus/chart';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...LETTERS, ...'0123456789'), maxLength: maxLength - 1 });
/** A lower-case letter, then letters and digits; built from parts because patterns are slow to generate from. */
const word = (maxLength: number) =>
  fc.tuple(fc.constantFrom(...LETTERS), letters(maxLength)).map(([first, rest]) => first + rest);
const chart = fc.constantFrom(...CHART_LINES.flatMap(({ from, to }) => [from, to]));
const objectName = fc.tuple(word(10), word(10)).map((parts) => parts.join('-'));

const release = (index: number): fc.Arbitrary<EnvironmentRelease> =>
  fc
    .record(
      {
        name: word(20).map((name) => `${name}-${index}`),
        host: fc.tuple(word(15), word(10)).map(([first, second]) => `${first}-${index}.${second}.example.com`),
        chart,
        mode: fc.constantFrom('cluster', 'standalone'),
        fullnameOverride: word(30).map((name) => `${name}-full-${index}`),
        backendCertificate: fc.oneof(
          fc.constantFrom('secret', 'image'),
          fc.record({ secretName: objectName }),
          fc.record({
            issuer: fc.oneof(
              objectName,
              fc.record({ kind: fc.constantFrom('Issuer', 'ClusterIssuer'), name: objectName }),
            ),
          }),
        ),
        rest: fc.constantFrom(false, 'unmanaged'),
        authorization: fc.constantFrom(true, false, 'unmanaged'),
        proxy: fc.oneof(fc.constant('unmanaged'), fc.record({ replicas: fc.integer({ min: 1, max: 1000 }) })),
        networkPolicy: fc.oneof(
          fc.constant('none'),
          fc.record({
            metricsFrom: fc.array(fc.dictionary(word(8), word(8), { minKeys: 1, maxKeys: 3 }), { maxLength: 3 }),
          }),
        ),
      },
      { requiredKeys: ['name', 'host'] },
    )
    .map((value) => asTheModeAllows(value as EnvironmentRelease));

/** Any environment that is in order. */
export const arbitraryEnvironment: fc.Arbitrary<Environment> = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.record(
    {
      project: word(20).map((name) => `project-${name}`),
      region: fc.constantFrom('us-west1', 'europe-west12', 'northamerica-northeast1'),
      namespace: objectName,
      releases: fc.tuple(...Array.from({ length: count }, (_, index) => release(index))),
      certificate: fc.constantFrom('google-managed', 'self-managed'),
      loadBalancer: fc.record(
        {
          name: objectName,
          address: fc.oneof(fc.constantFrom('reserved', 'ephemeral'), fc.record({ name: objectName })),
          http: fc.constantFrom('redirect', 'closed', 'open'),
        },
        { requiredKeys: ['name'] },
      ),
      gcp: fc.record(
        {
          state: fc.oneof(fc.constant('local'), fc.record({ gcs: fc.record({ bucket: objectName }) })),
          labels: fc.dictionary(word(10), word(10), { maxKeys: 3 }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['project', 'releases', 'loadBalancer'] },
  ),
);

function asTheModeAllows(release: EnvironmentRelease): EnvironmentRelease {
  if (release.mode !== 'standalone') return release;
  const { proxy: _, ...rest } = release;
  return { ...rest, backendCertificate: 'image' };
}
