import { readdirSync } from 'node:fs';
import { loadTargets } from '../../src/apps/targets';
import { runbookOf } from '../../src/runbook/runbook';
import { commandsOf, sectionOf } from './snippets';
import { all, production } from './topologies';

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => loadTargets(process.cwd(), [`examples/${name}`]).targets.map(({ topology }) => topology));

const pages = [...all, ...examples].map((topology) => [topology.environment, runbookOf(topology)] as const);

const linesOf = (page: string): number => page.trimEnd().split('\n').length;

test.each(pages)('the runbook of %s is read in five minutes', (_, page) => {
  expect(page.match(/^## \d+\. /gm)?.length).toBeLessThanOrEqual(12);
  expect(Math.max(...commandsOf(page).map((lines) => lines.length))).toBeLessThanOrEqual(3);
  expect(linesOf(page)).toBeLessThanOrEqual(350);
});

test('that of one release with the defaults has 250 lines at most', () => {
  expect(linesOf(runbookOf(production))).toBeLessThanOrEqual(250);
});

test('that of three releases has 350 lines at most', () => {
  const three = examples.filter(({ releases }) => releases.length === 3);
  expect(three).toHaveLength(1);
  for (const topology of three) expect(linesOf(runbookOf(topology))).toBeLessThanOrEqual(350);
});

test.each(pages)('the runbook of %s parses nothing with shell', (_, page) => {
  const shell = commandsOf(page).flat().join('\n');
  expect(shell).not.toMatch(/\b(awk|sed|grep|while|case|function)\b|<\(|<<-?['A-Z]/);
});

/** What any shell brings, and what the README of a project asks for already. */
const EVERYWHERE = ['base64', 'cat', 'echo', 'export', 'mkdir', 'npx', 'read'];

test.each(pages)('the runbook of %s needs no program that its first step does not name', (_, page) => {
  const programs = commandsOf(page)
    .flatMap((lines) => lines.join('\n').replace(/\\\n/g, '').split('\n'))
    .flatMap((line) => line.replace(/'[^']*'/g, "''").split(/\|\|?|&&|\$\(|;/))
    .filter((command) => !/^\s*(export )?\w+="?$/.test(command))
    .map((command) => /^\s*(?:\w+=\S*\s+)*([\w./-]+)/.exec(command)?.[1] ?? '')
    .filter((program) => program !== '');
  const tools = sectionOf(page, 'Tools and cluster').toLowerCase();
  const named = (program: string): boolean => new RegExp(`\\b${program}\\b`).test(tools.split('```')[0] ?? '');
  expect([...new Set(programs)].filter((program) => !EVERYWHERE.includes(program) && !named(program))).toEqual([]);
});
