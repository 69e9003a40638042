import type { Told } from '../diff/danger';
import type { Field } from '../diff/fields';
import type { EnvironmentSummary, Line } from '../diff/lines';
import type { Summary } from '../diff/summary';
import { NOTHING, changesSum, extentOf, together } from './changes';
import { count } from './faults';
import { codeSpan, codeTag, prose } from './markdown';

/** The first line of a comment: by it the next run finds the comment again. */
export const MARKER = '<!-- milvus-l7 diff -->';

/** Characters that GitHub takes in one comment. */
const LONGEST = 65_536;
/** For the sentence that says what was left out. */
const SPARE = 300;

/**
 * A comment for a pull request, at most as long as GitHub takes: dangers first, then every change, folded. What does not
 * fit is counted. Nothing that stands in a file can break it or call people.
 *
 * @param compared - e.g. `dist/ of 1a2b3c4 with the working tree`
 */
export function changesMarkdown(summary: Summary, compared: string): string {
  const { dangers, environments } = summary;
  const page = new Page(LONGEST - SPARE);
  page.add(`${MARKER}\n### milvus-l7 diff: ${changesSum(summary)}\n\n${prose(compared)}\n`);
  let lost = 0;
  for (const some of together(dangers)) {
    if (!page.add(dangerBlock(some))) lost += some.length;
  }
  if (environments.length === 0) page.add(`\n${NOTHING}`);
  let left = 0;
  for (const one of environments) left += addEnvironment(page, one);
  return `${page.text}${leftOut(lost, left)}`;
}

/** Text up to a length. After something did not fit, nothing more does: what is shown has no gaps. */
class Page {
  text = '';
  private full = false;

  constructor(private readonly longest: number) {}

  /** Whether it fitted, with what has to follow. */
  add(text: string, closing = ''): boolean {
    this.full ||= this.text.length + text.length + closing.length > this.longest;
    if (!this.full) this.text += text;
    return !this.full;
  }

  /** What was made room for. */
  close(text: string): void {
    this.text += text;
  }
}

function dangerBlock(dangers: readonly Told[]): string {
  const [first] = dangers;
  if (!first) return '';
  const { environment, danger, why, cure, see } = first;
  return [
    '',
    `#### :warning: ${codeSpan(environment)}: ${danger}`,
    '',
    ...dangers.flatMap(({ on, message, lines = [] }) => [
      `- ${codeSpan(on)}: **${prose(message)}**`,
      ...lines.map((line) => indented(lineBlock(line))),
    ]),
    '',
    `Why: ${prose(why)}.`,
    '',
    `Cure: ${prose(cure)}${see.startsWith('http') ? ` ([more](${see}))` : ''}`,
    '',
  ].join('\n');
}

/** How many lines did not fit. */
function addEnvironment(page: Page, environment: EnvironmentSummary): number {
  const { name, lines } = environment;
  const closing = '\n</details>\n';
  const opening = `\n<details><summary>${codeTag(name)}: ${extentOf(environment)}</summary>\n\n`;
  if (!page.add(opening, closing)) return lines.length;
  const left = lines.filter((line) => !page.add(lineBlock(line), closing)).length;
  page.close(closing);
  return left;
}

function indented(block: string): string {
  return block.trimEnd().replaceAll(/^/gm, '  ');
}

function lineBlock({ what, title, to, fields }: Line): string {
  const renamed = to === undefined ? '' : ` is now ${codeSpan(to)}`;
  return [`- ${what}: ${codeSpan(title)}${renamed}`, ...fields.map(fieldLine), ''].join('\n');
}

function fieldLine({ path, before, after }: Field): string {
  const name = codeSpan(path);
  if (before === undefined) return `  - ${name}: new, ${codeSpan(after ?? '')}`;
  if (after === undefined) return `  - ${name}: removed, was ${codeSpan(before)}`;
  return `  - ${name}: ${codeSpan(before)} → ${codeSpan(after)}`;
}

function leftOut(dangers: number, changes: number): string {
  const parts = [
    ...(dangers > 0 ? [count(dangers, 'danger')] : []),
    ...(changes > 0 ? [count(changes, 'change')] : []),
  ];
  if (parts.length === 0) return '';
  return `\nLeft out, because a comment can be no longer: ${parts.join(' and ')}. \`milvus-l7 diff\` shows all of it.\n`;
}
