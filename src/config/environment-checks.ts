import * as z from 'zod';
import { CLASS_CHECKS } from './class-checks';
import { CLUSTER_CHECKS } from './cluster-checks';
import type { Add, SoundEnvironment } from './environment-check';
import type { CompleteEnvironment } from './schema';
import { EDGE_CHECKS } from './edge-checks';
import { MONITORING_CHECKS } from './monitoring-checks';
import { NETWORK_CHECKS } from './network-checks';
import { RELEASE_CHECKS } from './release-checks';

const CHECKS = [
  ...RELEASE_CHECKS,
  ...EDGE_CHECKS,
  ...CLASS_CHECKS,
  ...NETWORK_CHECKS,
  ...CLUSTER_CHECKS,
  ...MONITORING_CHECKS,
];

/** Checks that need more than one key; they see only what is well-formed, so that one fault is never told twice. */
export function wholeEnvironment(): z.core.$ZodCheck<CompleteEnvironment> {
  const check = z.superRefine<CompleteEnvironment>((value, context) => {
    const known = context.issues.filter(({ code }) => code !== 'unrecognized_keys').map(({ path }) => path ?? []);
    const environment = soundPartOf(value, known) as SoundEnvironment | undefined;
    if (typeof environment !== 'object') return;
    const add: Add = (path, message, cure) => {
      context.addIssue({ code: 'custom', path, message, params: { cure } });
    };
    for (const one of CHECKS) one(environment, add);
  });
  check._zod.def.when = () => true;
  return check;
}

/**
 * A copy without what stands at or below the paths; items of lists stay in their places. A faulty key is still there, as
 * undefined; one that was undefined before is not.
 */
function soundPartOf(value: unknown, faulty: readonly (readonly PropertyKey[])[]): unknown {
  if (faulty.some((path) => path.length === 0)) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: PropertyKey) =>
    faulty.length === 0 ? faulty : faulty.filter(([head]) => head === key).map(([, ...rest]) => rest);
  if (Array.isArray(value)) return value.map((item, index) => soundPartOf(item, below(index)));
  const sound: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) sound[key] = soundPartOf(item, below(key));
  return sound;
}
