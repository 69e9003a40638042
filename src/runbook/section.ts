import type { Topology } from '../topology/topology';

/** Steps of the setup, by what others call them. */
export type StepId =
  | 'tools'
  | 'terraform'
  | 'cluster'
  | 'preflight'
  | 'window'
  | 'secrets'
  | 'helm'
  | 'password'
  | 'apply'
  | 'restart'
  | 'dns'
  | 'verify';

/** The page that a section is written for. */
export interface Page {
  readonly topology: Topology;
  /** Where docs/ of this package is, as links of the page lead there. */
  readonly docs: string;
  /** `step 4`, for a step that is on the page. */
  readonly step: (id: StepId) => string;
}

/** A part of the page under a heading of its own. */
export interface Section {
  readonly title: string;
  /** Left out of the page where it says false. */
  readonly needed?: (topology: Topology) => boolean;
  /** Blocks of Markdown. */
  readonly body: (page: Page) => readonly string[];
}

/** A section that is numbered: done once, from top to bottom. */
export interface Step extends Section {
  readonly id: StepId;
}
