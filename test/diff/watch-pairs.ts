import type { Files } from '../../src/diff/dist';
import { edited } from './dist-of';
import { BASE, STACK, prod } from './pairs';
import type { Case } from './pairs';

const CHANNEL = 'projects/example-production/notificationChannels/1';
const SECOND = 'projects/example-production/notificationChannels/2';
const watched = (monitoring: string, more = '') => prod(`${BASE}${more}monitoring: { ${monitoring} }\n`);
const alerts = (settings: string) => watched(`podMonitoring: true, alerts: { ${settings} }`);
const told = (channels: string) => alerts(`notificationChannels: ${channels}`);
const everything = watched('podMonitoring: true, dashboard: true, uptimeCheck: true, alerts: {}');

/** What takes away somebody who watches, or who is told. */
export const WATCHES: readonly Case[] = [
  ['no alerts any more', alerts(''), watched('podMonitoring: true'), ['watch-ends']],
  [
    'one alert less, with the policy that it watched',
    watched('alerts: {}', 'loadBalancer: { securityPolicy: { name: armor } }\n'),
    watched('alerts: {}', 'loadBalancer: { securityPolicy: none }\n'),
    ['field-does-not-revert', 'watch-ends'],
  ],
  ['one channel of two', told(`[${CHANNEL}, ${SECOND}]`), told(`[${SECOND}]`), ['watch-ends']],
  ['no channel any more', told(`[${CHANNEL}]`), alerts(''), ['watch-ends']],
  ['an address any more', told('{ email: oncall@example.com }'), told(`[${CHANNEL}]`), ['watch-ends']],
  ['no uptime check', everything, watched('podMonitoring: true, dashboard: true, alerts: {}'), ['watch-ends']],
  ['no metrics', everything, watched('dashboard: true, uptimeCheck: true, alerts: {}'), ['watch-ends']],
  [
    'an alert is switched off by hand',
    alerts(''),
    edited(alerts(''), STACK, '"combiner": "OR",', '"combiner": "OR", "enabled": false,'),
    ['watch-ends'],
  ],
];

/** What may change without anybody less being told. */
export const HARMLESS_WATCHES: readonly (readonly [what: string, before: Files, after: Files])[] = [
  ['alerts from now on', watched('podMonitoring: true'), told(`[${CHANNEL}]`)],
  ['other thresholds', alerts(''), alerts('availability: 99.5, latency: { searchMs: 3000 }')],
  ['one channel more', told(`[${CHANNEL}]`), told(`[${CHANNEL}, ${SECOND}]`)],
  ['no dashboard', everything, watched('podMonitoring: true, uptimeCheck: true, alerts: {}')],
];
