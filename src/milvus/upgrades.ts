import type { MilvusLine } from './version';

/** A step from one line of Milvus to the next; no step leaves one out. */
export interface LineUpgrade {
  readonly from: MilvusLine;
  readonly to: MilvusLine;
  /** What the step changes for good, in a whole sentence. */
  readonly why: string;
  /** How it is done, as an instruction. */
  readonly cure: string;
  /** The version to be on before the step; left out, any of the line. */
  readonly first?: { readonly milvus: string; readonly chart: string };
  readonly see: string;
}

/** @see https://milvus.io/docs/upgrade_milvus_cluster-helm.md */
export const LINE_UPGRADES: readonly LineUpgrade[] = [
  {
    from: '2.4',
    to: '2.5',
    why: 'Milvus 2.5 writes data that 2.4 need not read.',
    cure: 'Back up, go to the newest 2.4 first, and upgrade by itself, with nothing else in the same change.',
    see: 'https://milvus.io/docs/v2.5.x/upgrade_milvus_cluster-helm.md',
  },
  {
    from: '2.5',
    to: '2.6',
    why: 'Milvus 2.6 has other components than 2.5: one coordinator, streaming nodes, no index nodes.',
    cure: 'Back up, go to 2.5.16 first (chart 4.2.58) with mixCoordinator.enabled: true and rootCoordinator, queryCoordinator, dataCoordinator and indexCoordinator off, then to 2.6 with streaming.enabled: true and indexNode.enabled: false, on the message queue that it has.',
    first: { milvus: '2.5.16', chart: '4.2.58' },
    see: 'https://milvus.io/docs/upgrade_milvus_cluster-helm.md',
  },
  {
    from: '2.6',
    to: '3.0',
    why: 'Milvus 3.0 is one way: its documentation supports no downgrade to 2.6.',
    cure: 'Back up, then change the image tag alone, with nothing else in the same change: 3.0.1 or newer, which runs as user 999.',
    see: 'https://milvus.io/docs/release_notes.md',
  },
];

/** The steps between two lines, in their order; none where the way is not known, or leads back. */
export function stepsBetween(from: string, to: string): readonly LineUpgrade[] {
  const first = LINE_UPGRADES.findIndex((step) => step.from === from);
  const last = LINE_UPGRADES.findIndex((step) => step.to === to);
  return first < 0 || last < first ? [] : LINE_UPGRADES.slice(first, last + 1);
}
