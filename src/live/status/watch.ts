import { UserError } from '../../errors';
import type { Status } from './check-result';
import type { Resource } from '../resources';

/** How often everything is read anew, in milliseconds: whatever a watch may miss is seen then. */
export const RHYTHM = { rereadAfter: 15_000, settleFor: 250, watchAgainAfter: 1000, longestPause: 30_000 };

/** What is watched: something that says when a kind changes, until it ends. */
export type Watcher = (resource: Resource, onChange: () => void, onEnd: () => void) => Promise<() => void>;

/** A look at the cluster, or why there was none this time. */
export type Look = { readonly status: Status } | { readonly fault: UserError };

/**
 * Looks again whenever something changes, and now and then without that.
 *
 * Watches only wake it up: what they tell is read anew, so that a watch that is dropped loses nothing. It is opened again.
 *
 * @throws UserError where even the first look fails
 */
export async function* looks(
  read: () => Promise<Status>,
  watcher: Watcher,
  resources: readonly Resource[],
  signal: AbortSignal,
): AsyncGenerator<Look> {
  yield { status: await read() };
  const bell = new Bell();
  signal.addEventListener('abort', () => bell.ring());
  const watches = resources.map((resource) => new Watched(resource, watcher, bell));
  try {
    await bell.rungWithin(RHYTHM.rereadAfter);
    while (!signal.aborted) {
      await pause(RHYTHM.settleFor);
      bell.rest();
      yield await look(read);
      await bell.rungWithin(RHYTHM.rereadAfter);
    }
  } finally {
    for (const watch of watches) watch.stop();
  }
}

async function look(read: () => Promise<Status>): Promise<Look> {
  try {
    return { status: await read() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { fault: error };
  }
}

/** One kind; opened again whenever it ends, at longer and longer intervals while it ends at once. */
class Watched {
  private stopped = false;
  private end: (() => void) | undefined;
  private pauseFor = RHYTHM.watchAgainAfter;

  constructor(
    private readonly resource: Resource,
    private readonly watcher: Watcher,
    private readonly bell: Bell,
  ) {
    void this.open();
  }

  stop(): void {
    this.stopped = true;
    this.end?.();
  }

  private async open(): Promise<void> {
    for (let again = false; !this.stopped; again = true) {
      const opened = Date.now();
      await new Promise<void>((ended) => {
        this.watcher(this.resource, () => this.bell.ring(), ended).then(
          (end) => {
            this.end = end;
            if (this.stopped) end();
            // Something may have changed while nobody watched.
            else if (again) this.bell.ring();
          },
          () => ended(),
        );
      });
      const lasted = Date.now() - opened > this.pauseFor;
      this.pauseFor = lasted ? RHYTHM.watchAgainAfter : Math.min(2 * this.pauseFor, RHYTHM.longestPause);
      await pause(this.pauseFor);
    }
  }
}

/** Rings for whoever waits, or for whoever comes next. */
class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  rest(): void {
    this.rung = false;
  }

  rungWithin(milliseconds: number): Promise<void> {
    if (this.rung) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
