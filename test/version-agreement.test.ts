import * as fc from 'fast-check';
import { milvusVersionChanges } from '../src/diff/danger/data/milvus-version-changes';
import { UserError } from '../src/errors';
import { changesBetween } from '../src/diff/changes';
import { helmValuesOf } from '../src/helm/values';
import { milvusName, milvusVersionOf } from '../src/milvus/version';
import { milvusOfValues } from '../src/rules/milvus-version';
import { runbookOf } from '../src/runbook/runbook';
import { mappingOf } from '../src/source/plain';
import { readParts } from '../src/source/parts';
import type { Planned } from '../src/preflight/live-values';
import { releaseFindings } from '../src/preflight/release';
import type { Topology } from '../src/topology/topology';
import { topologyOf } from '../src/topology/topology-of';
import { fineFacts, releaseFacts, textsOf } from './preflight/facts';

// The Milvus version of a release is told in five places, which read it from five things.

const version = fc
  .tuple(fc.constantFrom('2.6', '3.0'), fc.integer({ min: 1, max: 25 }), fc.constantFrom('', '-gpu'))
  .map(([line, patch, suffix]) => `${line}.${patch}${suffix}`);

/** What preflight stops for where the same chart runs an older image. */
function preflightOf(topology: Topology, planned: Planned, tag: string): string[] {
  const [release] = topology.releases;
  if (!release) throw new Error('there is one release');
  const live = releaseFacts(topology, {
    installed: { value: { chart: `milvus-${release.chart}`, status: 'deployed' } },
    values: { value: `image: { all: { tag: ${tag} } }\n` },
    pods: { value: [{ metadata: { name: 'p' }, spec: { containers: [{ image: `milvusdb/milvus:${tag}` }] } }] },
  });
  const facts = { ...fineFacts(topology), releases: new Map([[release.name, live]]) };
  return textsOf(
    releaseFindings(topology, release, facts, planned).map(({ about: _, ...one }) => one),
    'stop',
  );
}

test('the runbook, the values, the rules, diff and preflight tell the same version of Milvus', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('5.0.19', '5.0.25', '5.0.27'),
      fc.option(version, { nil: undefined }),
      fc.option(version, { nil: undefined }),
      (chart, milvus, tag) => {
        const environment = topologyOf('prod', {
          project: 'example-production',
          releases: [{ name: 'search', host: 'search.example.com', chart, ...(milvus !== undefined && { milvus }) }],
        });
        const [silent] = environment.releases;
        if (!silent) throw new Error('there is one release');
        const file = tag === undefined ? undefined : { file: 'v.yaml', text: `image: { all: { tag: v${tag} } }\n` };
        let made;
        try {
          made = helmValuesOf(environment, silent, file);
        } catch (error) {
          // Two answers are a fault, never one of them.
          expect(error).toBeInstanceOf(UserError);
          expect(milvus).not.toBe(tag);
          expect(milvus).toBeDefined();
          return;
        }
        const named = tag ?? milvus;
        const expected = milvusVersionOf({ chart, ...(named !== undefined && { tag: `v${named}` }) });
        const name = milvusName(expected);
        const value = mappingOf(readParts(made.text, 'values.yaml').parts[0]?.value);
        expect(made.release.milvus).toEqual(expected);
        expect(milvusOfValues({ value, chart })).toEqual(expected);
        expect(runbookOf({ ...environment, releases: [made.release] })).toContain(`${chart} (${name})`);
        const path = 'helm/prod/search.values.yaml';
        const side = (text: string) => ({ files: new Map([[path, text]]), label: (one: string) => one });
        const older = `# milvus-l7 environment=prod release=search chart=milvus-${chart}\nimage: { all: { tag: v2.4.6 } }\n`;
        const [found] = [...milvusVersionChanges.check(changesBetween(side(older), side(made.text)))];
        expect(found?.message).toContain(`Milvus 2.4.6 becomes ${name}:`);
        const told = preflightOf({ ...environment, releases: [made.release] }, made, 'v2.4.6');
        expect(told.filter((text) => text.includes('2.4.6 becomes'))[0]).toContain(`Milvus 2.4.6 becomes ${name}:`);
        expect(told).toContain(`its pods run milvusdb/milvus:v2.4.6; the environment has ${name}, another line`);
      },
    ),
  );
});
