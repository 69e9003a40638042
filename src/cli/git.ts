import { spawnSync } from 'node:child_process';
import { UserError } from '../errors';

/** Bytes that one answer of git may have: dist of a thousand environments is some 60 MB. */
const MAX_ANSWER = 1024 ** 3;

const OTHER_WAY = 'or name a folder to compare with: milvus-l7 diff ./old/dist';

/** A git repository, asked from a folder in it. Nothing in it is written. */
export class Repository {
  /** @throws UserError where there is no git, or no repository around the folder */
  constructor(private readonly root: string) {
    const { status, stderr } = this.ask(['rev-parse', '--git-dir']);
    if (status === 0) return;
    const said = stderr.split('\n').find(Boolean) ?? `git ended with ${String(status)}`;
    throw new UserError([
      { message: `cannot read a git repository here: ${said}`, cure: `run it inside of a repository, ${OTHER_WAY}` },
    ]);
  }

  /** The commit of a branch, a tag or anything else that git knows; undefined for what is none. */
  commitOf(ref: string): string | undefined {
    // What begins with a dash is an option to git.
    if (ref === '' || ref.startsWith('-')) return undefined;
    const { status, stdout } = this.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    return status === 0 ? stdout.toString().trim() : undefined;
  }

  /** Branches and tags, as one would write them. */
  refs(): string[] {
    const { stdout } = this.ask([
      'for-each-ref',
      '--format=%(refname:short)',
      'refs/heads',
      'refs/tags',
      'refs/remotes',
    ]);
    return stdout.toString().split('\n').filter(Boolean);
  }

  /**
   * The commit where HEAD left the default branch, and that branch.
   *
   * @throws UserError where there is no commit, no default branch, or nothing in common
   */
  mergeBase(): { readonly commit: string; readonly branch: string } {
    const head = this.commitOf('HEAD');
    if (head === undefined) {
      throw new UserError([{ message: 'there is no commit yet to compare with', cure: `commit dist/, ${OTHER_WAY}` }]);
    }
    const branch = this.defaultBranch();
    const { status, stdout } = this.ask(['merge-base', head, branch.commit]);
    if (status === 0) return { commit: stdout.toString().trim(), branch: branch.name };
    throw new UserError([
      this.isShallow()
        ? {
            message: `the history of this clone ends before HEAD and ${branch.name} meet`,
            cure: 'git fetch --unshallow; in GitHub Actions, fetch-depth: 0 of actions/checkout',
          }
        : {
            message: `HEAD and ${branch.name} have no commit in common`,
            cure: 'name what to compare with: milvus-l7 diff REF',
          },
    ]);
  }

  /** Texts below a folder at a commit, by their path below it; undefined where the commit does not have the folder. */
  filesAt(commit: string, folder: string, isWanted: (path: string) => boolean): Map<string, string> | undefined {
    const { stdout } = this.ask(['ls-tree', '-r', '-z', commit, folder]);
    const entries = stdout.toString().split('\0').filter(Boolean);
    if (entries.length === 0) return undefined;
    const blobs = entries.flatMap((entry): [path: string, id: string][] => {
      const [, mode = '', id = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t([^]*)$/.exec(entry) ?? [];
      const below = path.slice(folder.length + 1);
      return mode.startsWith('100') && isWanted(below) ? [[below, id]] : [];
    });
    return new Map(zip(blobs, this.textsOf(blobs.map(([, id]) => id))));
  }

  private defaultBranch(): { readonly name: string; readonly commit: string } {
    const { status, stdout } = this.ask(['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']);
    const remote = status === 0 ? [stdout.toString().trim()] : [];
    const usual = ['refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master'];
    for (const name of [...remote, ...usual]) {
      const commit = this.commitOf(name);
      if (commit !== undefined) return { name: name.replace(/^refs\/(remotes|heads)\//, ''), commit };
    }
    throw new UserError([
      {
        message: 'there is no default branch: no origin/HEAD, origin/main, origin/master, main or master',
        cure: 'git remote set-head origin --auto; or name what to compare with: milvus-l7 diff REF',
      },
    ]);
  }

  private isShallow(): boolean {
    return this.ask(['rev-parse', '--is-shallow-repository']).stdout.toString().trim() === 'true';
  }

  private textsOf(ids: readonly string[]): string[] {
    if (ids.length === 0) return [];
    const { stdout } = this.ask(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
    let at = 0;
    return ids.map((id) => {
      const end = stdout.indexOf('\n', at);
      const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(stdout.toString('latin1', at, end))?.[1]);
      if (Number.isNaN(size)) {
        throw new UserError([{ message: `git does not have the object ${id}`, cure: 'git fetch, or git fsck' }]);
      }
      at = end + 1 + size + 1;
      return stdout.toString('utf8', end + 1, end + 1 + size);
    });
  }

  /** Never through a shell. */
  private ask(args: readonly string[], input = '') {
    const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: this.root,
      env,
      input,
      maxBuffer: MAX_ANSWER,
    });
    if (!error) return { status, stdout, stderr: stderr.toString() };
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError([{ message: 'git is not installed', cure: `install it, ${OTHER_WAY}` }]);
  }
}

function zip<A, B>(pairs: readonly (readonly [A, unknown])[], values: readonly B[]): [A, B][] {
  return pairs.flatMap(([key], index): [A, B][] => {
    const value = values[index];
    return value === undefined ? [] : [[key, value]];
  });
}
