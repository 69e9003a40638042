import { HEALTH_CHECK, probeSecondsOf } from '../../gke/backend-config';
import { mappingOf } from '../../source/plain';
import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const { checkIntervalSec: INTERVAL, timeoutSec: TIMEOUT } = HEALTH_CHECK;

export const healthCheckFitsItsInterval: Rule = {
  id: 'health-check-fits-its-interval',
  severity: 'error',
  why: 'what is left out becomes 15 seconds, and Compute Engine refuses a timeout longer than the interval',
  cure: 'Write both checkIntervalSec and timeoutSec, the timeout not longer than the interval.',
  see: PAGES.features,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      const { checkIntervalSec, timeoutSec } = mappingOf(config.spec['healthCheck']);
      if (!isSound(checkIntervalSec, INTERVAL) || !isSound(timeoutSec, TIMEOUT)) continue;
      const { timeout, interval, fit } = probeSecondsOf({ checkIntervalSec, timeoutSec }, HEALTH_CHECK);
      if (fit) continue;
      const key = timeoutSec === undefined ? 'checkIntervalSec' : 'timeoutSec';
      const message = `timeoutSec ${timeout}${note(timeoutSec)} is longer than checkIntervalSec ${interval}${note(checkIntervalSec)}`;
      yield { on: config, path: ['spec', 'healthCheck', key], message };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091, checkIntervalSec: 10, timeoutSec: 10 }')],
    bad: [
      backendConfig('healthCheck: { port: 9091, checkIntervalSec: 10 }'),
      backendConfig('healthCheck: { port: 9091, timeoutSec: 20 }'),
    ],
  },
};

/** Another rule refuses the rest. */
function isSound(value: unknown, { min, max }: { min: number; max: number }): value is number | null | undefined {
  return value === undefined || value === null || (typeof value === 'number' && value >= min && value <= max);
}

function note(value: unknown): string {
  return value === undefined ? " (Google's own)" : '';
}
