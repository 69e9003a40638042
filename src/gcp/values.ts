import { InvalidProps } from '../errors';
import { helmValuesOf } from '../helm/values';
import type { Release, Topology } from '../topology/topology';

/**
 * The values file of a release.
 *
 * @param given - what was merged elsewhere, by the releases' names
 * @throws InvalidProps where it is merged with a file, and was not handed over
 */
export function valuesTextOf(
  construct: { readonly node: { readonly path: string } },
  topology: Topology,
  release: Release,
  given: ReadonlyMap<string, string> | undefined,
): string {
  const text = given?.get(release.name);
  if (text !== undefined) return text;
  if (release.valuesFile === undefined) return helmValuesOf(topology, release).text;
  throw new InvalidProps(construct.node.path, [
    {
      path: 'values',
      message: `required for ${release.name}, whose values are merged with ${release.valuesFile}, but missing`,
      cure: 'hand it what helmValuesOf makes of both',
    },
  ]);
}
