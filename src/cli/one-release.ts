import { WrongUse } from '../errors';
import { nearest } from '../source/did-you-mean';
import type { Release, Topology } from '../topology/topology';

/** @throws WrongUse for a release that is none of the environment's */
export function releaseNamed({ environment, releases }: Topology, named: string): Release {
  const found = releases.find(({ name }) => name === named);
  if (found) return found;
  const names = releases.map(({ name }) => name);
  const near = nearest(named, names);
  const hint = near === undefined ? `${environment} has ${names.join(', ')}` : `did you mean ${near}?`;
  throw new WrongUse([`--release ${named}: no release of the environment; ${hint}`]);
}
