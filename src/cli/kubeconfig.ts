import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { UserError, WrongUse } from '../errors';
import { Cluster } from '../live/cluster';
import { nearest } from '../source/did-you-mean';
import { CLUSTER_CLIENT, optional } from './optional';

/** Where a pod finds who it is. */
const IN_CLUSTER = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * The cluster of a context, as kubectl would take it, and which it is, on stderr.
 *
 * @param context - left out: the current one
 * @throws UserError where there is none: without this, the client would ask localhost; WrongUse for no such context
 */
export async function clusterOf(namespace: string, context: string | undefined): Promise<Cluster> {
  const { KubeConfig, PortForward, Watch } = await optional(() => import('@kubernetes/client-node'), CLUSTER_CLIENT);
  const files = filesOf(process.env['KUBECONFIG']);
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length === files.length && !existsSync(IN_CLUSTER)) throw noConfig(files);
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw refusal(files.join(delimiter), `is no kubeconfig: ${said}`, LOOK);
  }
  const contexts = config.getContexts().map(({ name }) => name);
  if (context !== undefined) {
    if (!contexts.includes(context)) throw noContext(context, contexts);
    config.setCurrentContext(context);
  }
  if (config.getCurrentCluster()) {
    const cluster = new Cluster(config, new Watch(config), new PortForward(config), namespace);
    process.stderr.write(`context ${cluster.context}, ${cluster.server}\n`);
    return cluster;
  }
  const current = config.getCurrentContext();
  const known = knownText(contexts);
  if (context !== undefined) throw refusal(files.join(delimiter), `its context ${context} leads to no cluster`, LOOK);
  throw refusal(
    files.join(delimiter),
    current ? `its current context ${current} leads to no cluster; ${known}` : `has no current context; ${known}`,
    'kubectl config use-context NAME',
  );
}

/** Whether KUBECONFIG is set, or a cluster is known by default. */
export function knowsCluster(): boolean {
  const named = process.env['KUBECONFIG'];
  return Boolean(named) || existsSync(IN_CLUSTER) || filesOf(named).some((file) => existsSync(file));
}

function noContext(named: string, contexts: readonly string[]): WrongUse {
  const near = nearest(named, contexts);
  const hint = near === undefined ? `the kubeconfig: ${knownText(contexts)}` : `did you mean ${near}?`;
  return new WrongUse([`--context ${named}: no such context; ${hint}`]);
}

function knownText(contexts: readonly string[]): string {
  return contexts.length === 0 ? 'it has none' : `it has ${contexts.join(', ')}`;
}

const LOOK = 'kubectl config view shows what is in it';
const MAKE = 'gcloud container clusters get-credentials CLUSTER --location LOCATION --project PROJECT';

function filesOf(named: string | undefined): string[] {
  const files = (named ?? '').split(delimiter).filter(Boolean);
  return files.length === 0 ? [join(homedir(), '.kube', 'config')] : files;
}

function noConfig(files: readonly string[]): UserError {
  if (process.env['KUBECONFIG'])
    return refusal(files.join(delimiter), 'KUBECONFIG names it, and there is no such file', MAKE);
  return new UserError([
    { message: 'no cluster is known: KUBECONFIG is not set, and there is no ~/.kube/config', cure: MAKE },
  ]);
}

function refusal(file: string, message: string, cure: string): UserError {
  return new UserError([{ at: { file }, message, cure }]);
}
