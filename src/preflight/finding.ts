import type { Asked } from '../live/preflight/asked';

/** What is looked at, in the order in which it is told. */
export const AREAS = ['place', 'cluster', 'named', 'release', 'exposure', 'clients', 'dns', 'secrets'] as const;
export type Area = (typeof AREAS)[number];

/** Where a check that was not run is as bad as one that failed. */
export const ESSENTIAL: readonly Area[] = ['place', 'release', 'exposure'];

/** `note`: worth knowing before, and no reason to stop. */
export type Outcome = 'ok' | 'note' | 'stop' | 'not-run';

export interface Finding {
  readonly area: Area;
  readonly outcome: Outcome;
  /** What it is about, where there are several: a release, a host, a Secret. */
  readonly about?: string;
  readonly message: string;
  readonly cure?: string;
}

/** What was found out, with a verdict: no stop, and nothing essential that was not run. */
export interface Preflight {
  readonly go: boolean;
  readonly findings: readonly Finding[];
}

/** Findings of one area, and perhaps of one thing in it. */
export class Findings {
  readonly all: Finding[] = [];

  constructor(
    private readonly area: Area,
    private readonly about?: string,
  ) {}

  ok(message: string): void {
    this.add('ok', message);
  }

  note(message: string, cure?: string): void {
    this.add('note', message, cure);
  }

  stop(message: string, cure: string): void {
    this.add('stop', message, cure);
  }

  notRun(what: string, why: string): void {
    this.add('not-run', `${what}: ${why}`);
  }

  /** What an answer means; what was not answered is told under its name. */
  of<T>(what: string, answer: Asked<T>, judge: (value: T) => void): void {
    if ('notRun' in answer) this.notRun(what, answer.notRun);
    else judge(answer.value);
  }

  private add(outcome: Outcome, message: string, cure?: string): void {
    const { area, about } = this;
    this.all.push({
      area,
      outcome,
      ...(about !== undefined && { about }),
      message,
      ...(cure !== undefined && { cure }),
    });
  }
}
