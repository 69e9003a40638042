import { numberText } from './promql';

/** Requests that failed and all of them, and the labels by which they are told apart. */
export interface Requests {
  readonly failed: string;
  readonly all: string;
  readonly by: string;
}

/** A share of the requests that fails so fast that the budget of 30 days is used up within the days. */
interface Burn {
  /** How many times faster than the budget allows. */
  readonly factor: number;
  /** It must have burnt for long enough to matter, and still. */
  readonly long: string;
  readonly short: string;
}

/**
 * The windows of Google's own practice, as far as a policy may look back, 24 hours: its third, three days, is a day here.
 *
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
export const AN_HOUR: Burn = { factor: 14.4, long: '1h', short: '5m' };
export const SIX_HOURS: Burn = { factor: 6, long: '6h', short: '30m' };
export const A_DAY: Burn = { factor: 3, long: '1d', short: '2h' };
export const FAST_BURNS: readonly Burn[] = [AN_HOUR, SIX_HOURS];
export const SLOW_BURNS: readonly Burn[] = [A_DAY];

/** Fewer failures in the long window tell nothing: where hardly anybody calls, one would be a large share. */
const FAILURES_MIN = 10;

/** Where the budget burns as fast in one of the ways. */
export function burning(requests: Requests, availability: number, burns: readonly Burn[]): string {
  return burns.map((burn) => burningOnce(requests, availability, burn)).join('\nor\n');
}

function burningOnce({ failed, all, by }: Requests, availability: number, { factor, long, short }: Burn): string {
  const limit = numberText((factor * (100 - availability)) / 100);
  const share = (window: string): string =>
    `  sum by (${by}) (rate(${failed}[${window}]))\n    / sum by (${by}) (rate(${all}[${window}])) > ${limit}`;
  return [
    '(',
    share(long),
    '  and',
    share(short),
    `  and sum by (${by}) (increase(${failed}[${long}])) >= ${FAILURES_MIN}`,
    ')',
  ].join('\n');
}

/** Percent of the requests, for people. */
export function percentOf({ factor }: Burn, availability: number): string {
  return `${numberText(factor * (100 - availability))} %`;
}
