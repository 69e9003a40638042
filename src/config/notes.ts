import { PODS_PER_NODE_SOUND } from '../gke/cluster';
import { FRONT_KIND } from '../gke/load-balancer-classes';
import { memoryGbOf } from '../gke/machine-types';
import { projectOfPath } from '../gke/network';
import { CHART, chartLineOf, compareVersions, type ChartLine } from '../milvus/chart';
import { prefixLengthOf } from '../gke/ranges';
import { emptyMonitoringNotes, monitoringNotes } from './monitoring-notes';
import { DEFAULT_REGION } from './names';
import type { Problem } from './problems';
import type { CompleteEnvironment } from './schema';

/** Memory that Milvus' own guide asks of a node, in GB. @see https://milvus.io/docs/gcp.md */
const MEMORY_GB = 16;

/**
 * What the reader of a sound environment should know, though nothing fails for it.
 *
 * @param written - the environment before its defaults are filled in
 */
export function notesOf(environment: CompleteEnvironment, written: unknown): readonly Problem[] {
  const ofDefaults = [
    regionNotes,
    chartNotes,
    memoryNotes,
    podNotes,
    networkPolicyNotes,
    sharedNetworkNotes,
    openControlPlaneNotes,
    sharedAccountNotes,
    monitoringNotes,
  ].flatMap((notes) => notes(environment));
  return [...ofDefaults, ...emptyMonitoringNotes(written)];
}

function regionNotes({ region }: CompleteEnvironment): Problem[] {
  if (region !== undefined) return [];
  return [
    {
      path: ['region'],
      message: `is not written, and ${DEFAULT_REGION} is taken`,
      cure: 'write the region of the cluster',
    },
  ];
}

function chartNotes({ releases }: CompleteEnvironment): Problem[] {
  return releases.flatMap(({ chart }, index) => {
    const known = chartLineOf(chart);
    if (known === 'unknown' || known.read) return [];
    const newest = newestReadOf(known.line);
    const message = `the templates of ${chart} were not looked at; the newest that were are those of ${newest}`;
    const cure = `compare helm template of both before you apply: ${chart} starts Milvus ${known.line.milvus} unless milvus names another`;
    return [{ path: ['releases', index, 'chart'], message, cure }];
  });
}

/** Of its own line, where any of that was. */
function newestReadOf({ from, to }: ChartLine): string {
  const { newestReadVersion } = CHART;
  const isWholeLine = compareVersions(to, newestReadVersion) <= 0;
  return isWholeLine && compareVersions(from, newestReadVersion) <= 0 ? to : newestReadVersion;
}

const NODE_POOL = ['gcp', 'cluster', 'create', 'nodePool'] as const;

function memoryNotes({ gcp }: CompleteEnvironment): Problem[] {
  const machineType = gcp.cluster?.create?.nodePool.nodeConfig.machineType;
  const memory = machineType === undefined ? undefined : memoryGbOf(machineType);
  if (machineType === undefined || memory === undefined || memory >= MEMORY_GB) return [];
  const message = `${machineType} has ${memory} GB of memory; Milvus wants nodes with ${MEMORY_GB} GB or more`;
  return [{ path: [...NODE_POOL, 'nodeConfig', 'machineType'], message, cure: 'e.g. c2-standard-4, the default' }];
}

function podNotes({ gcp }: CompleteEnvironment): Problem[] {
  const pods = gcp.cluster?.create?.nodePool.maxPodsPerNode;
  if (pods === undefined || pods >= PODS_PER_NODE_SOUND) return [];
  const message = `${pods} pods on a node may all be taken by those of GKE itself`;
  return [{ path: [...NODE_POOL, 'maxPodsPerNode'], message, cure: `write ${PODS_PER_NODE_SOUND} or more` }];
}

function networkPolicyNotes({ gcp, releases }: CompleteEnvironment): Problem[] {
  if (gcp.cluster?.create?.datapathProvider !== 'LEGACY_DATAPATH') return []; // preflight asks a cluster that exists
  return releases.flatMap(({ networkPolicy }, index) =>
    networkPolicy === 'none'
      ? []
      : [
          {
            path: ['releases', index, 'networkPolicy'],
            message: 'does nothing on the cluster that is made: it has LEGACY_DATAPATH, which ignores NetworkPolicies',
            cure: 'write gcp.cluster.create.datapathProvider: ADVANCED_DATAPATH',
          },
        ],
  );
}

function sharedNetworkNotes({ gcp, project, loadBalancer }: CompleteEnvironment): Problem[] {
  const existing = gcp.network?.existing;
  const host = projectOfPath(existing?.network ?? '') ?? project;
  if (existing === undefined || host === project || existing.firewall) return [];
  return [
    {
      path: ['gcp', 'network', 'existing', 'network'],
      message: `is shared by ${host}, where the ${FRONT_KIND[loadBalancer.api]} controller cannot open the firewall for the load balancer`,
      cure: 'write gcp.network.existing.firewall: true, or have the rule made there',
    },
  ];
}

function openControlPlaneNotes({ gcp }: CompleteEnvironment): Problem[] {
  const create = gcp.cluster?.create;
  if (create === undefined) return [];
  const path = ['gcp', 'cluster', 'create', 'masterAuthorizedNetworksConfig'];
  const cure =
    'write masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: … }] }, with the machine that applies in it';
  const blocks = create.masterAuthorizedNetworksConfig?.cidrBlocks;
  if (blocks === undefined) {
    return [{ path: ['gcp', 'cluster', 'create'], message: 'its control plane answers the whole internet', cure }];
  }
  return blocks.flatMap(({ cidrBlock }, index) =>
    prefixLengthOf(cidrBlock) === 0
      ? [
          {
            path: [...path, 'cidrBlocks', index, 'cidrBlock'],
            message: 'lets the whole internet call the control plane',
            cure,
          },
        ]
      : [],
  );
}

function sharedAccountNotes({ gcp, releases }: CompleteEnvironment): Problem[] {
  const accountId = gcp.storage?.create.accountId;
  if (accountId === undefined || releases.length < 2) return [];
  return [
    {
      path: ['gcp', 'storage', 'create', 'accountId'],
      message: 'is one account for all releases: each can read and delete the objects of the others',
      cure: 'leave it out: each release gets an account of its own, which is kept to its own folder',
    },
  ];
}
