import type { Fault } from '../errors';
import { TELLING_KEYS } from '../milvus/values';
import { linesOf, partsOf, readParts } from '../source/parts';
import { pathName } from '../source/plain';
import { holdsTemplate } from '../source/syntax';
import type { Position } from '../source/read';
import { allowancesOf } from './allowances';
import type { Allowance } from './allowances';
import { frameOf } from './frame';
import { RULES } from './index';
import { isWithin, placeKeyOf, titleOf } from './item';
import type { Item } from './item';
import { objectsIn } from './objects';
import type { Document, Objects, RepeatedKey, Unreadable } from './objects';
import type { Finding, Problem, Rule, Severity } from './rule';
import { headingOf, isValues } from './values';

/** A file to look at. */
export interface Input {
  readonly file: string;
  readonly text: string;
  /** The values of its documents, where they are known: the text is then read only to show a finding. */
  readonly values?: readonly unknown[];
  /** Why there is no text: the file cannot be read at all. */
  readonly fault?: Pick<Fault, 'message' | 'cure'>;
}

export interface Options {
  /** Left out: nothing is said of what expires, so that the same input gives the same findings tomorrow. */
  readonly now?: Date;
  /** Left out: all. */
  readonly rules?: readonly Rule[];
  /** What an environment allows: rule → reason, by the environment's name. */
  readonly allow?: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Left out: all are told. To say where one stands, its file is read with care. */
  readonly severities?: readonly Severity[];
}

/** Everything that rules find in files, in the order of the files; none of it can stop the others. */
export function lint(inputs: readonly Input[], options: Options = {}): Finding[] {
  return findingsIn(readInputs(inputs), options);
}

/** The same for what has been read. */
export function findingsIn(read: Read, { now, rules = RULES, allow = new Map(), severities }: Options): Finding[] {
  const { items, ...found } = objectsIn(read.documents);
  const allowances = items.flatMap((item) => allowancesOf(item, read.texts.get(item.part.file) ?? ''));
  const ruleIds = RULES.map(({ id }) => id);
  const { unreadable, repeated } = read;
  const objects: Objects = { ...found, ...(now && { now }), unreadable, repeated, allowances, ruleIds };
  const covered = coverage(allowances);
  const findings = rules.flatMap((rule) =>
    problemsOf(rule, objects)
      .filter(({ severity = rule.severity }) => severities?.includes(severity) !== false)
      .filter((problem) => rule.isOfForm === true || !isOfWhatIsUnread(problem))
      .filter((problem) => !('on' in problem) || !isAllowed(rule, problem.on, covered, allow))
      .map((problem) => findingOf(rule, problem, read.texts)),
  );
  return inOrder(findings, [...read.texts.keys()]);
}

/** What stands in files, and what of them cannot be read. */
export interface Read {
  readonly documents: readonly Document[];
  readonly unreadable: readonly Unreadable[];
  readonly repeated: readonly RepeatedKey[];
  readonly texts: ReadonlyMap<string, string>;
}

export function readInputs(inputs: readonly Input[]): Read {
  const documents: Document[] = [];
  const unreadable: Unreadable[] = [];
  const repeated: RepeatedKey[] = [];
  for (const { file, text, values, fault } of inputs) {
    const {
      parts,
      faults: broken,
      repeated: again,
    } = values ? { parts: partsOf(values, text, file), faults: [], repeated: [] } : readParts(text, file, 'kubectl');
    const heading = headingOf(text);
    documents.push(...parts.map((part) => ({ part, heading })));
    unreadable.push(...unreadableOf(file, text, fault ? [fault] : broken));
    repeated.push(...again.map(({ at, message }) => ({ at: placeOf(at, file), message })));
  }
  return { documents, unreadable, repeated, texts: new Map(inputs.map(({ file, text }) => [file, text])) };
}

/** One slip, or a file that is something else, makes a fault of every other line: the first tells of all. */
function unreadableOf(file: string, text: string, faults: readonly Fault[]): Unreadable[] {
  const more = faults.length > 1 ? ` (the first of ${faults.length} faults)` : '';
  return faults.slice(0, 1).map(({ at, message, cure }) => ({
    at: placeOf(at, file),
    message: `${message}${more}`,
    ...(cure !== undefined && { cure }),
    kind: kindOf(at, text),
  }));
}

function kindOf(at: Fault['at'], text: string): Unreadable['kind'] {
  if (at?.line === undefined) return 'whole';
  if (holdsTemplate(text)) return 'template';
  return OF_OURS.test(text) && /milvus|cloud\.google\.com\/|networking\.gke\.io/i.test(text) ? 'ours' : 'syntax';
}

/** Lines that objects and values of the Milvus chart have. */
const OF_OURS = new RegExp(`^["']?(apiVersion|kind|${TELLING_KEYS.join('|')})["']?:`, 'm');

function placeOf(at: Fault['at'], file: string): Position {
  return { file, line: at?.line ?? 1, col: at?.col ?? 1 };
}

/** What it found, also before it failed: a rule that throws is our bug and must not hide what others see. */
function problemsOf(rule: Rule, objects: Objects): Problem[] {
  const problems: Problem[] = [];
  try {
    for (const problem of rule.check(objects)) problems.push(problem);
  } catch (error) {
    const file = [...objects.ingresses, ...objects.services, ...objects.values][0]?.part.file ?? '';
    problems.push({
      at: { file, line: 1, col: 1 },
      severity: 'warning',
      message: `the rule itself failed, so it cannot tell: ${error instanceof Error ? error.message : String(error)}`,
      cure: 'This is a bug of milvus-l7: please report it, with the file if you can.',
    });
  }
  return problems;
}

/** What is misshapen is told as that; what it then lacks, or seems to say, is no finding of its own. */
function isOfWhatIsUnread(problem: Problem): boolean {
  if (!('on' in problem)) return false;
  const { on, path = [], absent } = problem;
  const about = absent ?? path;
  return on.unread?.some((one) => isWithin(about, one)) ?? false;
}

/** Rules by the object that allows them. */
function coverage(allowances: readonly Allowance[]): ReadonlySet<string> {
  return new Set(allowances.filter(({ reason }) => reason !== '').map(({ on, rule }) => `${keyOf(on)} ${rule}`));
}

function isAllowed(rule: Rule, on: Item, covered: ReadonlySet<string>, allow: NonNullable<Options['allow']>): boolean {
  if (on.environment !== undefined && Object.hasOwn(allow.get(on.environment) ?? {}, rule.id)) return true;
  return covered.size > 0 && covered.has(`${keyOf(on)} ${rule.id}`);
}

/** What an object allows, it allows for the values that it brings. */
function keyOf(item: Item): string {
  return placeKeyOf(isValues(item) ? (item.carrier ?? item) : item);
}

function findingOf(rule: Rule, problem: Problem, texts: ReadonlyMap<string, string>): Finding {
  const { id, why, see } = rule;
  const { message, cure = rule.cure, severity = rule.severity } = problem;
  const about = { rule: id, severity, message, why, cure, see };
  if ('at' in problem) {
    const text = texts.get(problem.at.file) ?? '';
    return {
      ...about,
      at: problem.at,
      frame: text === '' ? [] : frameOf({ lines: linesOf(text) }, problem.at.line, ''),
    };
  }
  const { on } = problem;
  const path = problem.path === undefined ? [] : (on.origin?.(problem.path) ?? problem.path);
  const at = on.part.keyAt([...on.base, ...path]);
  const lines = at.file === on.part.file ? on.part.lines : linesOf(texts.get(at.file) ?? '');
  return {
    ...about,
    at,
    // The name stands for the whole object.
    ...(path.length > 0 && pathName(path) !== 'metadata.name' && { path: pathName(path) }),
    object: isValues(on) && on.carrier ? `${titleOf(on)} of ${titleOf(on.carrier)}` : titleOf(on),
    ...(on.environment !== undefined && { environment: on.environment }),
    frame: frameOf({ lines }, at.line, on.kind),
  };
}

function inOrder(findings: readonly Finding[], files: readonly string[]): Finding[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const seen = new Set<string>();
  return findings
    .filter((finding) => {
      const key = JSON.stringify([finding.rule, finding.at, finding.message]);
      return !seen.has(key) && seen.add(key);
    })
    .sort(
      (a, b) => (rank.get(a.at.file) ?? 0) - (rank.get(b.at.file) ?? 0) || a.at.line - b.at.line || a.at.col - b.at.col,
    );
}
