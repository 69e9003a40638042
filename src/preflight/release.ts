import type { Facts, ReleaseFacts } from '../live/preflight/facts';
import { milvusName, milvusVersionOf } from '../milvus/version';
import { compareVersions } from '../milvus/chart';
import { SERVICE } from '../gke/annotations';
import type { Release, Topology } from '../topology/topology';
import { type Finding, Findings } from './finding';
import { type Planned, judgeValues } from './live-values';

/** What helm would change of what runs, and what must not be changed so. */
export function releaseFindings(topology: Topology, release: Release, facts: Facts, planned: Planned): Finding[] {
  const findings = new Findings('release', release.name);
  const live = facts.releases.get(release.name);
  if (!live) return [];
  findings.of('installed release', live.installed, (installed) => {
    if (!installed) {
      findings.ok(`is not installed: helm makes it, with milvus-${release.chart}`);
      return;
    }
    const { chart, status } = installed;
    const version = /^milvus-(\d+\.\d+\.\d+)/.exec(chart)?.[1];
    if (version === undefined) {
      findings.stop(`is a release of ${chart}, not of the milvus chart`, 'is it the right name and namespace?');
      return;
    }
    if (status === 'deployed') findings.ok(`runs ${chart}; the environment has milvus-${release.chart}`);
    else if (status === 'failed') findings.note(`its last upgrade, of ${chart}, has failed`, 'helm history says why');
    else
      findings.stop(
        `is ${status}: another helm is at it, or was interrupted`,
        `wait, or helm rollback ${release.name}`,
      );
    findings.of('live values', live.values, (values) => {
      judgeValues(findings, topology, release, { values, chart: version }, planned);
    });
    serviceName(findings, release, live);
    annotations(findings, release, facts, live);
  });
  image(findings, release, live);
  autoscalers(findings, release, live);
  return findings.all;
}

/** The Service that clients have found until now. */
function serviceName(findings: Findings, { serviceName: ours }: Release, { manifest }: ReleaseFacts): void {
  findings.of('its Service', manifest, (text) => {
    const names = text
      .split(/^---$/m)
      .filter((part) => /^kind: Service$/m.test(part) && /19530/.test(part) && !/clusterIP: "?None/.test(part))
      .flatMap((part) => /^metadata:\n {2}name: "?([^\s"]+)/m.exec(part)?.[1] ?? []);
    if (names.length > 0 && !names.includes(ours)) {
      findings.stop(
        `its Service is ${names.join(', ')}; the environment has ${ours}`,
        'write the name of the Service as fullnameOverride in the environment',
      );
    }
  });
}

/** Another manager of the same annotation: Helm 4 applies on the server, and does not take it over. */
function annotations(findings: Findings, release: Release, { versions }: Facts, { service }: ReleaseFacts): void {
  findings.of('annotations of its Service', service, (object) => {
    const managers = (object?.metadata.managedFields ?? []) as readonly ManagedFields[];
    const keys = Object.values(SERVICE) as readonly string[];
    const theirs = managers.filter(
      ({ manager }) => manager !== undefined && !/^helm/i.test(manager) && !CONTROLLERS.test(manager),
    );
    const byHand = theirs.flatMap(({ manager = '', fieldsV1 }) =>
      Object.keys(fieldsV1?.['f:metadata']?.['f:annotations'] ?? {})
        .map((field) => field.slice(2))
        .filter((key) => keys.includes(key))
        .map((key) => ({ key, manager })),
    );
    if (byHand.length === 0) return;
    const who = byHand.map(({ key, manager }) => `${key} (${manager})`).join(', ');
    const helm = 'value' in versions.helm ? versions.helm.value : undefined;
    const remove = byHand.map(({ key }) => `${key}-`).join(' ');
    const cure = `in the window: kubectl annotate service ${release.serviceName} ${remove}, then helm upgrade`;
    if (helm !== undefined && compareVersions(helm, '4.0.0') < 0)
      findings.note(`annotations were set by hand: ${who}; Helm 4 would conflict with them, ${helm} does not`);
    else findings.stop(`annotations were set by hand, and Helm 4 conflicts with them: ${who}`, cure);
  });
}

/** Write annotations of their own, and may. */
const CONTROLLERS = /^(glbc|ingress-gce|neg-controller|gke|kube-controller-manager)/i;

interface ManagedFields {
  readonly manager?: string;
  readonly fieldsV1?: { readonly 'f:metadata'?: { readonly 'f:annotations'?: Readonly<Record<string, unknown>> } };
}

/** What runs, whatever the values say: somebody may have set the image by hand. */
function image(findings: Findings, { milvus }: Release, { pods }: ReleaseFacts): void {
  findings.of('image of its pods', pods, (all) => {
    const images = new Set(
      all.flatMap(({ spec }) =>
        ((spec?.['containers'] ?? []) as { image?: string }[]).flatMap(({ image: one }) => one ?? []),
      ),
    );
    for (const one of [...images].filter((name) => /milvus/.test(name))) {
      const live = milvusVersionOf({ tag: one.slice(one.lastIndexOf(':') + 1) });
      if (live.line === undefined || milvus.line === undefined) {
        findings.note(
          `its pods run ${one}, which does not tell its version; the environment has ${milvusName(milvus)}`,
        );
      } else if (live.line !== milvus.line) {
        findings.stop(
          `its pods run ${one}; the environment has ${milvusName(milvus)}, another line`,
          'write its version as milvus in the environment; an upgrade of Milvus is a change of its own',
        );
      } else if (
        live.version !== undefined &&
        milvus.version !== undefined &&
        compareVersions(live.version, milvus.version) > 0
      ) {
        findings.stop(
          `its pods run ${one}; the environment has ${milvusName(milvus)}, which is older`,
          'write its version as milvus in the environment',
        );
      } else if (live.version !== milvus.version && milvus.version !== undefined) {
        findings.note(`its pods run ${one}; helm makes it ${milvusName(milvus)}`);
      } else findings.ok(`its pods run ${one}`);
    }
  });
}

/** An autoscaler that is not the chart's sets every number of proxies back. */
function autoscalers(
  findings: Findings,
  { name, mode, proxyReplicas, proxyAutoscale }: Release,
  { autoscalers: found, pods }: ReleaseFacts,
): void {
  if (mode === 'standalone' || proxyReplicas === 'unmanaged' || proxyAutoscale) return;
  findings.of('autoscalers', found, (all) => {
    const owners = 'value' in pods ? pods.value.map((pod) => pod.metadata.name) : [];
    const targets = all.filter(({ spec }) => {
      const { name: target = '' } = (spec?.['scaleTargetRef'] ?? {}) as { name?: string };
      return (
        target !== '' &&
        /proxy/.test(target) &&
        (target.includes(name) || owners.some((pod) => pod.startsWith(`${target}-`)))
      );
    });
    for (const { metadata } of targets) {
      findings.stop(
        `the HorizontalPodAutoscaler ${metadata.name} scales its proxies; the environment has ${proxyReplicas}`,
        'say proxy: { autoscale: … } or proxy: unmanaged in the environment, or delete it',
      );
    }
  });
}
