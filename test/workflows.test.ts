import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { MARKER, changesMarkdown } from '../src/report/changes-markdown';
import { summary } from './report/summary';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = '.github/workflows';
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const workflow = (name: string) => parse(textOf(name)) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const { on, permissions, jobs } = workflow(name);

  test('runs nothing of strangers with rights, and may only read unless a job says more', () => {
    expect(Object.keys(on)).not.toContain('pull_request_target');
    expect(Object.keys(on)).not.toContain('workflow_run');
    expect(permissions).toEqual({ contents: 'read' });
    expect(textOf(name)).not.toMatch(/secrets\./);
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('pins every action by its hash, with the version beside it', () => {
    const lines = textOf(name)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('leaves no token in the checkout, and puts no expression into a script', () => {
    for (const { uses, with: inputs, run } of stepsOf(workflow(name))) {
      if (uses?.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': false });
      expect(run ?? '').not.toContain('${{');
    }
  });
});

test('uses one version of each action', () => {
  const uses = readdirSync(FOLDER).flatMap((name) => stepsOf(workflow(name)).flatMap((step) => step.uses ?? []));
  const names = new Set(uses.map((one) => one.split('@')[0]));
  expect(new Set(uses).size).toBe(names.size);
});

describe('the comment on a pull request', () => {
  const { jobs } = workflow('pr.yml');
  const made = jobs['diff']?.steps.find(({ id }) => id === 'diff')?.run ?? '';
  const [posting] = jobs['comment']?.steps ?? [];

  test('is posted by a job that runs nothing of the pull request, for branches of the repository only', () => {
    expect(jobs['diff']?.permissions).toEqual({ contents: 'read' });
    expect(jobs['comment']).toMatchObject({
      permissions: { 'pull-requests': 'write' },
      if: 'github.event.pull_request.head.repo.full_name == github.repository',
    });
    expect(jobs['comment']?.steps).toHaveLength(1);
    expect(posting?.uses).toBeUndefined();
    const tokens = stepsOf(workflow('pr.yml')).filter(({ env }) => env?.['GH_TOKEN'] !== undefined);
    expect(tokens).toEqual([posting]);
  });

  test('has the base as the first parent of what is checked out', () => {
    expect(jobs['diff']?.steps[0]?.with).toMatchObject({ 'fetch-depth': 2 });
    expect(made).toContain("diff 'HEAD^1' --format markdown");
  });

  test('finds its comment by the mark that the diff writes, and knows when there is nothing to say', () => {
    expect(posting?.run).toContain(`startswith("${MARKER}")`);
    expect(changesMarkdown({ dangers: [], environments: [] }, '')).toMatch(/^### milvus-l7 diff: no change$/m);
  });

  test.each([
    ['makes one', '', changesMarkdown(summary(), 'x'), /--method POST repos\/o\/r\/issues\/7\/comments /],
    [
      'updates the one that is there',
      '42\n43\n',
      changesMarkdown(summary(), 'x'),
      /--method PATCH repos\/o\/r\/issues\/comments\/42 /,
    ],
    [
      'updates it when nothing is left',
      '42\n',
      changesMarkdown({ dangers: [], environments: [] }, 'x'),
      /--method PATCH /,
    ],
    ['makes none to say nothing', '', changesMarkdown({ dangers: [], environments: [] }, 'x'), undefined],
  ])('%s', (_, comments, body, asked) => {
    const temp = mkdtempSync(join(tmpdir(), 'milvus-l7-comment-'));
    try {
      // Answers the list of comments, and keeps what is asked otherwise.
      const gh = `#!/bin/sh\ncase "$*" in *--paginate*) printf '%s' "$COMMENTS" ;; *) echo "$*" >> "$RUNNER_TEMP/asked" ;; esac\n`;
      writeFileSync(join(temp, 'gh'), gh);
      chmodSync(join(temp, 'gh'), 0o755);
      const env = {
        PATH: `${temp}:${process.env['PATH'] ?? ''}`,
        RUNNER_TEMP: temp,
        COMMENTS: comments,
        REPOSITORY: 'o/r',
        NUMBER: '7',
        BODY: gzipSync(body).toString('base64'),
      };
      const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-c', posting?.run ?? 'exit 1'], {
        env,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(readFileSync(join(temp, 'diff.md'), 'utf8')).toBe(body);
      const kept = existsSync(join(temp, 'asked')) ? readFileSync(join(temp, 'asked'), 'utf8') : undefined;
      if (asked === undefined) expect(kept).toBeUndefined();
      else expect(kept).toMatch(asked);
    } finally {
      rmSync(temp, { recursive: true });
    }
  });
});
