/** Something that somebody is told of, as one PromQL query: it holds where the query has a result for long enough. */
export interface Alert {
  /** Lower-case words and "-": names the policy in Terraform. */
  readonly id: string;
  /** What is wrong, for the subject of a message. */
  readonly title: string;
  readonly expr: string;
  /** How long it must have held, in seconds. */
  readonly forSec: number;
  /** `CRITICAL`: somebody gets up for it. `WARNING`: it can wait for the morning. */
  readonly severity: 'CRITICAL' | 'WARNING';
  /** What it means, in Markdown: whole sentences. */
  readonly meaning: string;
  /** The row of docs/troubleshooting.md that goes on, by the heading above it. */
  readonly heading: string;
}

/** One query of a chart, and what its lines are called. */
export interface Line {
  readonly expr: string;
  /** Labels in `${labels.…}`, as Cloud Monitoring writes them. */
  readonly legend: string;
  /** Its unit, where it is not the chart's: it has the scale on the right. */
  readonly rightUnit?: string;
}

/** A chart of the dashboard. */
export interface Panel {
  /** The question that it answers. */
  readonly title: string;
  /** How to read it: whole sentences, in Markdown. */
  readonly answers: string;
  readonly lines: readonly Line[];
  readonly unit: string;
  /** Where no line should go beyond, or below. */
  readonly threshold?: number;
}

/** Charts of one release, or of all that they share. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}
