import { BACKEND_CONFIG } from '../../../gke/backend-config';
import { PAGES } from '../../../rules/pages';
import { pathName, valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Danger, Found } from '../../danger';
import { pairsOf } from '../../edge';

/** With what holds where the field is absent. */
const FIELDS = [
  {
    path: ['timeoutSec'],
    absent: BACKEND_CONFIG.timeoutSec.default,
    why: 'calls that take longer are cut off, and a gRPC stream is one call',
  },
  {
    path: ['connectionDraining', 'drainingTimeoutSec'],
    absent: BACKEND_CONFIG.drainingTimeoutSec.min,
    why: 'calls that take longer are cut off whenever a proxy goes: in every upgrade and scale-down',
  },
] as const;

export const timeoutShrinks: Danger = {
  id: 'timeout-shrinks',
  why: 'calls that take longer are cut off',
  cure: "See in the load balancer's logs how long calls take (`httpRequest.latency`), and stay well above the longest.",
  see: PAGES.timeouts,
  *check(changes) {
    for (const { kind, place } of SETTINGS) {
      for (const { before, after } of pairsOf(changes, kind)) yield* shrinkingOf(before, after, place);
    }
  },
};

/** Where the settings of a backend service stand. */
const SETTINGS = [
  { kind: 'BackendConfig', place: ['spec'] },
  { kind: 'GCPBackendPolicy', place: ['spec', 'default'] },
] as const;

function* shrinkingOf(before: Artifact, after: Artifact, place: readonly string[]): Generator<Found> {
  for (const { path: field, absent, why } of FIELDS) {
    const path = [...place, ...field];
    const [from, to] = [valueAt(before.value, path) ?? absent, valueAt(after.value, path)];
    // What disappears stays as it is: field-does-not-revert.
    if (typeof from !== 'number' || typeof to !== 'number' || to >= from) continue;
    yield { on: after, message: `${pathName(path)} shrinks from ${from} to ${to} seconds`, why };
  }
}
