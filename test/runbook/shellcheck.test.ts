import { spawnSync } from 'node:child_process';
import { runbookOf } from '../../src/runbook/runbook';
import { topologyOf } from '../../src/topology/topology-of';
import { commandsOf } from './snippets';
import { all } from './topologies';

const installed = spawnSync('shellcheck', ['--version']).status === 0;

const rest = topologyOf('rest', {
  project: 'my-project',
  releases: [{ name: 'my-release', host: 'my-release.milvus.io', rest: {} }],
});

const pages = [...all, rest].map((topology) => [topology.environment, runbookOf(topology)] as const);

test.each(pages)('bash can read the commands of %s', (_, page) => {
  const { stderr, status } = spawnSync('bash', ['-n'], { input: commandsOf(page).flat().join('\n'), encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

if (installed) {
  test.each(pages)('shellcheck has nothing to say about the commands of %s', (_, page) => {
    const input = `${commandsOf(page).flat().join('\n')}\n`;
    const { stdout } = spawnSync('shellcheck', ['--norc', '--shell=bash', '-'], { encoding: 'utf8', input });
    expect(stdout).toBe('');
  });
} else {
  console.warn('not run: shellcheck is not installed');
  test.todo('not run: shellcheck is not installed');
}
