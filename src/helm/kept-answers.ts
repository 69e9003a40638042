import { PROXY_HPA_DEFAULTS } from '../milvus/chart';
import { isFreeForRest } from '../milvus/rest';
import { BACKEND_TLS_MOUNT } from '../milvus/service';
import { USER_YAML, VALUES, VOLUMES } from '../milvus/values';
import { milvusVersionOf } from '../milvus/version';
import { valueAt } from '../source/plain';
import type { EditableYaml } from '../source/editable';
import type { Release } from '../topology/topology';

type Answer = (values: EditableYaml, userYaml: EditableYaml, release: Release) => Partial<Release>;

/** What a values file may say otherwise than a default of ours, where that is as safe; else nothing. */
const ANSWERS: Record<Release['leftToDefault'][number], Answer> = {
  proxy: (values, _, release) => (release.mode === 'cluster' ? proxiesIn(values) : {}),
  rest: (_, userYaml) => (hasOwnRestPort(userYaml) ? { rest: 'values' } : {}),
  backendCertificate: (values, userYaml) => (mountsOwnKey(values, userYaml) ? { backendCertificate: 'values' } : {}),
};

/**
 * The release as an existing values file answers what its environment leaves open: the Milvus version, and every default of
 * ours to which the file has a safe answer of its own. What the load balancer needs is no default, and stays a fault.
 */
export function withAnswersOf(release: Release, values: EditableYaml, userYaml: EditableYaml): Release {
  const answers = release.leftToDefault.map((key) => ANSWERS[key](values, userYaml, release));
  return Object.assign({ ...release }, imageIn(release, values), ...answers) as Release;
}

/** A tag that names the version of the environment, with a suffix that this leaves out, is another build of it. */
function imageIn({ chart, imageTag, milvus }: Release, values: EditableYaml): Partial<Release> {
  const [repository, tag] = [VALUES.imageRepository, VALUES.imageTag].map((path) => values.find(path)?.text);
  const inFile = milvusVersionOf({
    chart,
    ...(repository !== undefined && { repository }),
    ...(tag !== undefined && { tag }),
  });
  if (imageTag === undefined) return { milvus: inFile };
  const isAnotherBuild = inFile.by === 'tag' && inFile.version === milvus.version && milvus.suffix === '';
  return isAnotherBuild && tag?.startsWith(imageTag) ? { milvus: inFile, imageTag: tag } : {};
}

/** Two proxies or more; an autoscaler must have the number to itself, or every upgrade sets it back. */
function proxiesIn(values: EditableYaml): Partial<Release> {
  const replicas = numberAt(values, VALUES.proxyReplicas);
  const scales = /^(y|yes|true|on)$/i.test(values.find(VALUES.proxyHpaEnabled)?.text ?? '');
  if (!scales) return replicas !== undefined && replicas >= 2 ? { proxyReplicas: replicas } : {};
  const of = (name: keyof typeof PROXY_HPA_DEFAULTS): number =>
    numberAt(values, [...VALUES.proxyHpa, name]) ?? PROXY_HPA_DEFAULTS[name];
  if (replicas !== -1 || of('minReplicas') < 2) return {};
  return {
    proxyReplicas: of('minReplicas'),
    proxyAutoscale: { maxReplicas: of('maxReplicas'), cpuUtilization: of('cpuUtilization') },
  };
}

function hasOwnRestPort(userYaml: EditableYaml): boolean {
  const port = numberAt(userYaml, USER_YAML.restPort);
  const isOff = /^(0|f|false)$/i.test(userYaml.find(USER_YAML.restEnabled)?.text ?? '');
  return !isOff && port !== undefined && isFreeForRest(port);
}

/** Whether the file names a certificate and key of its own, and mounts them; that of the image is public. */
function mountsOwnKey(values: EditableYaml, userYaml: EditableYaml): boolean {
  const mounts = Object.values(VOLUMES)
    .flatMap(({ mounts: path }) => values.entries(path))
    .map(({ value }) => valueAt(value, ['mountPath']))
    .filter((path) => typeof path === 'string');
  return [USER_YAML.serverPemPath, USER_YAML.serverKeyPath].every((path) => {
    const file = userYaml.find(path)?.text ?? '';
    const isOurs = file.startsWith(`${BACKEND_TLS_MOUNT.path}/`);
    return !isOurs && mounts.some((mount) => file === mount || file.startsWith(`${mount.replace(/\/$/, '')}/`));
  });
}

function numberAt(yaml: EditableYaml, path: readonly string[]): number | undefined {
  const text = yaml.find(path)?.text ?? '';
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}
