import keys from './chart-keys.json';

/** Names of values, each with those below it; an empty map where nothing is known of what stands below. */
export type KnownValues = ReadonlyMap<string, KnownValues>;

/** Values that templates read though the defaults do not show them. */
const UNSHOWN = [
  'global',
  'proxy.volumes',
  'proxy.volumeMounts',
  'proxy.tls.key',
  'proxy.tls.crt',
  'proxy.extraEnv',
  'standalone.volumes',
  'standalone.extraEnv',
  'service.clusterIP',
  'serviceAccount.create',
  'serviceAccount.name',
  'ingress.ingressClassName',
  'fullnameOverride',
  'nameOverride',
];

const trees = new Map<string, KnownValues>();

/**
 * The values that a version of the chart knows, three levels deep; those of all versions where its own are not on record.
 * Only a hint: a template may read others.
 */
export function knownValues(chart: string | undefined): KnownValues {
  const version = chart !== undefined && keys.versions.includes(chart) ? chart : '';
  const before = trees.get(version);
  if (before) return before;
  const groups = Object.entries(keys.paths).filter(
    ([versions]) => version === '' || versions.split(' ').includes(version),
  );
  const tree = treeOf([...groups.flatMap(([, paths]) => paths), ...UNSHOWN]);
  trees.set(version, tree);
  return tree;
}

type Tree = Map<string, Tree>;

function treeOf(paths: readonly string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let node = root;
    for (const key of stepsOf(path)) {
      const next: Tree = node.get(key) ?? new Map<string, Tree>();
      node.set(key, next);
      node = next;
    }
  }
  return root;
}

/** Free-form maps show what the defaults have in them: it says nothing of what else may stand there. */
function stepsOf(path: string): string[] {
  const [free] = /^(.*?\.?(annotations|labels|nodeSelector|extraConfigFiles))(\.|$)/.exec(path)?.slice(1) ?? [];
  return (free ?? path).split('.');
}
