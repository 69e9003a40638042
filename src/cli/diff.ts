import { join, relative, resolve } from 'node:path';
import { changesBetween } from '../diff/changes';
import { isOfDist } from '../diff/dist';
import type { Dist } from '../diff/dist';
import { summaryOf } from '../diff/summary';
import type { Summary } from '../diff/summary';
import { UserError, WrongUse } from '../errors';
import { changesJson, changesSum, changesText } from '../report/changes';
import { changesMarkdown } from '../report/changes-markdown';
import { wrapped } from '../report/layout';
import { nearest } from '../source/did-you-mean';
import { distIn, filesIn, isFolder } from './dist-folder';
import { Repository } from './git';
import { looksOf } from './looks';
import { surroundingsOf } from './synthesized-dist';

export const FORMATS = ['pretty', 'markdown', 'json'] as const;

export interface DiffOptions {
  readonly format: (typeof FORMATS)[number];
  /** Whether a danger is exit code 1. */
  readonly exitCode?: boolean;
}

/**
 * Tells what differs between the dist folder of the working tree and that of a commit or a folder; first, whether it is
 * what the environments would write.
 *
 * @param named - a git ref or a folder; undefined: where HEAD left the default branch
 * @returns the exit code
 * @throws WrongUse for a name that is neither, or both; UserError for what git cannot tell and files that cannot be read
 */
export async function diff(
  root: string,
  named: string | undefined,
  { format, exitCode }: DiffOptions,
): Promise<number> {
  if (!isFolder(join(root, DIST))) {
    const cure = 'milvus-l7 synth writes it; run milvus-l7 diff in the folder that has environments/';
    throw new UserError([{ at: { file: DIST }, message: 'no such folder in the working tree', cure }]);
  }
  const current = inFolder(root, join(root, DIST));
  const before = named === undefined ? atMergeBase(root) : ofName(root, named);
  const summary = summaryOf(changesBetween(before, current), await surroundingsOf(root, before, current));
  const compared = `${before.title} against the working tree`;
  process.stdout.write(textOf(summary, compared, format));
  process.stderr.write(`${wrapped(`${compared.replaceAll('`', '')}: ${changesSum(summary)}`, '  ', '')}\n`);
  return exitCode === true && summary.dangers.length > 0 ? 1 : 0;
}

function textOf(summary: Summary, compared: string, format: DiffOptions['format']): string {
  if (format === 'json') return changesJson(summary, compared.replaceAll('`', ''));
  if (format === 'markdown') return changesMarkdown(summary, `${compared}.`);
  return changesText(summary, looksOf());
}

const DIST = 'dist';

/** A dist folder with a name for it; what the user wrote is between backticks. */
type Titled = Dist & { readonly title: string };

function inFolder(root: string, dist: string): Titled {
  const shown = relative(root, dist) || '.';
  return {
    files: withoutReturns(filesIn(dist, isOfDist)),
    label: (path) => `${shown}/${path}`,
    title: `\`${quoted(shown)}\``,
  };
}

function atMergeBase(root: string): Titled {
  const repository = new Repository(root);
  const { commit, branch } = repository.mergeBase();
  const short = commit.slice(0, 7);
  return atCommit(repository, commit, short, `\`${short}\`, where HEAD left \`${quoted(branch)}\``);
}

/** The change that brings dist has something to tell too: where a commit has none, all of it is new. */
function atCommit(repository: Repository, commit: string, label: string, words: string): Titled {
  const files = repository.filesAt(commit, DIST, isOfDist);
  return {
    files: withoutReturns(files ?? new Map<string, string>()),
    label: (path) => `${label}:${DIST}/${path}`,
    title: `${DIST}/ of ${words}${files ? '' : `, which has no ${DIST}/ here`},`,
  };
}

function ofName(root: string, named: string): Titled {
  const folder = resolve(root, named);
  const dist = distIn(folder);
  if (isPath(named)) {
    if (dist !== undefined) return inFolder(root, dist);
    throw new WrongUse([`${named}: no dist folder, and none in it: manifests/ or helm/ would be there`]);
  }
  // A folder needs no repository around it, so a name that only a folder has must not ask for one.
  const repository = dist === undefined ? new Repository(root) : repositoryOrNone(root);
  const commit = repository?.commitOf(named);
  if (dist !== undefined && commit !== undefined) {
    throw new WrongUse([
      `${named} is a folder and a git ref: write ./${named} for the folder, heads/${named} or tags/${named} for the ref`,
    ]);
  }
  if (dist !== undefined) return inFolder(root, dist);
  if (!repository || commit === undefined) throw new WrongUse([unknown(named, repository?.refs() ?? [])]);
  return atCommit(repository, commit, named, `\`${quoted(named)}\` (\`${commit.slice(0, 7)}\`)`);
}

function quoted(text: string): string {
  return text.replaceAll('`', "'");
}

/** `./x`, `../x`, `/x`, `x/`, `.`: never a ref. */
function isPath(named: string): boolean {
  return /^\.{0,2}[/\\]|[/\\]$|^\.{1,2}$/.test(named);
}

function repositoryOrNone(root: string): Repository | undefined {
  try {
    return new Repository(root);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function unknown(named: string, refs: readonly string[]): string {
  const near = nearest(named, refs);
  const hint =
    near === undefined ? 'a branch, a tag, a commit, or a folder such as ./old/dist' : `did you mean ${near}?`;
  return `${named}: no such git ref, and no folder with a dist: ${hint}`;
}

/** A checkout may write line ends of its own. */
function withoutReturns(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, text.replaceAll('\r\n', '\n')]));
}
