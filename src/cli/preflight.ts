import { Resolver } from 'node:dns/promises';
import { synthesize } from '../apps/outputs';
import type { Target } from '../apps/targets';
import { askEverything } from '../live/preflight';
import { namesOf } from '../live/preflight/rights';
import type { Right } from '../live/preflight/facts';
import { POD_RULES } from '../operations/milvus-pod';
import { type Rule, SECRET_RULES } from '../operations/secrets';
import { isInTheWay, preflightOf } from '../preflight/preflight';
import type { Planned } from '../preflight/live-values';
import { preflightJson, preflightText } from '../report/preflight';
import { secretsByHand } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import { clusterOf } from './kubeconfig';
import { looksOf } from './looks';
import { environmentNamed } from './one-environment';
import { untilSignal } from './signals';

export interface PreflightOptions {
  readonly context?: string;
  readonly format: 'pretty' | 'json';
}

/**
 * Says what is in the way of an environment, and what will change for whom. Changes nothing.
 *
 * @returns the exit code: 0 go, 1 stop
 */
export async function preflight(root: string, named: string, { context, format }: PreflightOptions): Promise<number> {
  const target = environmentNamed(root, named);
  const { topology } = target;
  const cluster = await clusterOf(topology.namespace, context);
  await cluster.hasNamespace(); // where the cluster does not answer at all, that is the one thing to tell
  return untilSignal(undefined, async (signal) => {
    const kinds = kindsOf(target);
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    const facts = await askEverything(topology, { cluster, resolver, kinds, rights: rightsFor(topology), signal });
    if (signal.aborted) return 1;
    const values = new Map<string, Planned>(
      topology.releases.map(({ name }) => [
        name,
        { text: target.values.get(name) ?? '', value: target.readValues?.get(name) },
      ]),
    );
    const found = preflightOf(topology, { kinds, values }, facts, new Date());
    const text =
      format === 'json' ? preflightJson(topology, found) : preflightText(topology, found, isInTheWay, looksOf());
    process.stdout.write(text);
    return found.go ? 0 : 1;
  });
}

/** Of the objects that are to be applied. */
function kindsOf(target: Target): string[] {
  const objects = [...synthesize([target]).objects].flatMap(([path, inIt]) =>
    path.startsWith('manifests/') ? inIt : [],
  );
  return [...new Set(objects.flatMap((object) => (object as { kind?: string }).kind ?? []))];
}

/** Of the commands that follow. */
function rightsFor(topology: Topology): Right[] {
  const asksForPassword = topology.releases.some(({ authorization }) => authorization === true);
  const rules: readonly Rule[] = [
    ...(secretsByHand(topology).length > 0 ? SECRET_RULES : []),
    ...(asksForPassword ? POD_RULES : []),
  ];
  return rules.flatMap((rule) => rule.verbs.map((verb) => ({ verb, ...namesOf(rule) })));
}
