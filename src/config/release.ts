import * as z from 'zod';
import { RFC1035_LABEL, hostFault } from '../gke/names';
import {
  CHART,
  CHART_LINES,
  NEVER_PUBLISHED,
  RELEASE_NAME,
  chartLineOf,
  compareVersions,
  type ChartLine,
} from '../milvus/chart';
import { milvus } from './milvus';
import { issuer, kubernetesLabels, objectName } from './names';
import { proxy } from './proxy';
import { rest } from './rest';
import { checked, text } from './text';

const host = checked(hostFault).meta({
  description:
    'DNS name that clients use, lower case, at most 253 characters; at most 63 and no wildcard with a Google-managed certificate. `*.example.com` is a wildcard.',
  examples: ['my-release.example.com'],
  pattern: String.raw`^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`,
});

/** SemVer without a pre-release: no number has a leading zero. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

const chart = checked(chartFault)
  .default(CHART.defaultVersion)
  .meta({
    description: `Version of the chart \`${CHART.name}\`, from ${CHART.oldestVersion} on. Unless \`milvus\` or the values name another, it decides the Milvus version: ${CHART_LINES.map(lineText).join(', ')}. One whose templates were not looked at draws a note; an unknown minor line, and one that was never published, is an error.`,
    pattern: VERSION.source,
  });

const backendCertificate = z
  .union([
    z.enum(['secret', 'image']),
    z
      .strictObject({ secretName: objectName.optional(), issuer: issuer.optional() })
      .refine((value) => (value.secretName === undefined) !== (value.issuer === undefined), {
        error: 'must have exactly one of secretName and issuer',
      }),
  ])
  .optional()
  .describe(
    'The certificate that Milvus itself serves to the load balancer. `secret`: from the Secret `<Service>-backend-tls`, which `milvus-l7 secrets` makes; `{ secretName }`: from a Secret of yours; `{ issuer }`: cert-manager fills `<Service>-backend-tls`; `image`: the one in the Milvus image, whose private key is public. Left out: what an existing values file mounts and names of its own, else `secret`.',
  );

const labelSet = kubernetesLabels.refine((labels) => Object.keys(labels).length > 0, {
  error: 'must name at least one label',
});

export const release = z
  .strictObject({
    name: text(
      RELEASE_NAME.pattern,
      `must be ${RFC1035_LABEL.form}: Helm or Kubernetes refuses others`,
      'my-release',
      RELEASE_NAME.maxLength,
    ).describe('Helm release name, at most 53 characters.'),
    host,
    chart,
    milvus,
    mode: z
      .enum(['cluster', 'standalone'])
      .default('cluster')
      .describe("`cluster` is the chart's own default and written nowhere; `standalone` is written into the values."),
    fullnameOverride: text(
      RFC1035_LABEL.pattern,
      `must be a Service name: ${RFC1035_LABEL.form}`,
      'my-milvus',
      RFC1035_LABEL.maxLength,
    )
      .optional()
      .describe(
        "As in the chart: the name of its objects, and so of the Service. Left out, the chart's own: the release name where it contains `milvus`, else `<release>-milvus`.",
      ),
    values: z
      .string()
      .min(1)
      .meta({ examples: ['../values/my-release.yaml'] })
      .optional()
      .describe('An existing Helm values file to merge into, relative to this file. Secrets in it are refused.'),
    secretValues: z
      .string()
      .min(1)
      .meta({ examples: ['../secrets/my-release.yaml'] })
      .optional()
      .describe(
        'A Helm values file with secrets, relative to this file, never read: the runbook hands it to helm as a second `-f`. Not inside the folder of the environments.',
      ),
    backendCertificate,
    rest,
    authorization: z
      .union([z.boolean(), z.literal('unmanaged')])
      .default(true)
      .describe(
        'Whether Milvus asks for user and password (`common.security.authorizationEnabled`); `unmanaged` says nothing of it.',
      ),
    proxy,
    networkPolicy: z
      .union([
        z.literal('none'),
        z.strictObject({
          metricsFrom: z
            .array(labelSet)
            .default([])
            .describe(
              'Label sets of further pods, of any namespace, that may read metrics on 9091; the collectors of Managed Service for Prometheus may anyway.',
            ),
        }),
      ])
      .default('none')
      .describe(
        'A NetworkPolicy that lets only the load balancer and the namespace reach Milvus, and nothing but health checks and collectors of metrics its port 9091, where Milvus asks nobody for a password: those of Managed Service for Prometheus, and the named pods. `{}` is enough. It does nothing on a cluster without Dataplane V2 or network policy enforcement.',
      ),
  })
  .meta({ title: 'EnvironmentRelease', description: 'One Helm release of Milvus and the host that leads to it.' });

function chartFault(version: string): { message: string; cure?: string } | undefined {
  if (!VERSION.test(version)) return { message: `must be a version such as ${CHART.defaultVersion}` };
  if (compareVersions(version, CHART.oldestVersion) < 0) {
    return {
      message: `must be ${CHART.oldestVersion} or newer`,
      cure: `older charts were never looked at; ${CHART.defaultVersion} is the default`,
    };
  }
  const missing = NEVER_PUBLISHED.find(({ chart }) => chart === version);
  if (missing) {
    const { before, after } = missing;
    return {
      message: 'was never published',
      cure: `write ${before}${milvusIn(before)} or ${after}${milvusIn(after)}`,
    };
  }
  if (chartLineOf(version) !== 'unknown') return undefined;
  const known = CHART_LINES.map(rangeText).join(', ');
  return { message: 'is of a minor line that is not known here', cure: `known are ${known}` };
}

function lineText(line: ChartLine): string {
  return `${rangeText(line)} are Milvus ${line.milvus}`;
}

/** The last line goes on with every patch that is published. */
function rangeText(line: ChartLine): string {
  return line === CHART_LINES.at(-1) ? `${line.from} and later` : `${line.from} to ${line.to}`;
}

function milvusIn(version: string): string {
  const known = chartLineOf(version);
  return known === 'unknown' ? '' : ` (Milvus ${known.line.milvus})`;
}
