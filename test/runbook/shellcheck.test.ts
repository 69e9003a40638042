import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';
import { snippetsOf } from './snippets';
import { all } from './topologies';

const installed = spawnSync('shellcheck', ['--version']).status === 0;

const rest = topologyOf('rest', {
  project: 'my-project',
  releases: [{ name: 'my-release', host: 'my-release.milvus.io', rest: {} }],
});

if (installed) {
  test.each([...all, rest].map((topology) => [topology.environment, topology] as const))(
    'shellcheck has nothing to say about the shell blocks of %s',
    (_, topology) => {
      const folder = mkdtempSync(join(tmpdir(), 'shellcheck-'));
      const files = snippetsOf(runbookOf(topology))
        .filter(({ language }) => language === 'bash')
        .map(({ id, release = '', code }, index) => {
          const file = join(folder, `${index}-${id}-${release}.sh`);
          writeFileSync(file, `${code}\n`);
          return file;
        });
      expect(files.length).toBeGreaterThan(20);
      const { stdout } = spawnSync('shellcheck', ['--norc', '--shell=bash', ...files], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      expect(stdout).toBe('');
    },
  );
} else {
  console.warn('not run: shellcheck is not installed');
  test.todo('not run: shellcheck is not installed');
}
