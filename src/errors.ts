/** One thing that the reader can fix. */
export interface Fault {
  /** Where it stands, when it stands in a file. Lines and columns count from 1. */
  readonly at?: { readonly file: string; readonly line?: number; readonly col?: number };
  /** What it is about, e.g. `releases[0].host`. */
  readonly path?: string;
  /** What is wrong and what was found, e.g. `must be 0 to 3600, got 3601`. */
  readonly message: string;
  /** The way out, as an instruction. */
  readonly cure?: string;
}

/** `environments/prod.yaml:7:3 releases[0].host: must be lower case, got "A.example"`, the cure on a line of its own. */
export function describeFault({ at, path, message, cure }: Fault): string {
  const where = at && [printable(at.file), at.line, at.col].filter((part) => part !== undefined).join(':');
  const subject = [where, path].filter(Boolean).join(' ');
  return [subject ? `${subject}: ${message}` : message, ...(cure ? [`    ${cure}`] : [])].join('\n');
}

/** A name as it is; quoted and escaped where control characters in it could disturb a terminal or break a line. */
export function printable(name: string): string {
  if (!/\p{Cc}/u.test(name)) return name;
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(name).replace(/\p{Cc}/gu, escaped);
}

/** Something the reader can fix; carries every fault found, not only the first. */
export class UserError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(describeFault).join('\n'));
    this.name = 'UserError';
    this.faults = faults;
  }
}

/** Arguments that make no sense; exit code 2. Each message says what was given and what may be. */
export class WrongUse extends Error {
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join('\n'));
    this.name = 'WrongUse';
    this.messages = messages;
  }
}

/** Props of a construct that cannot work; names the construct by its path in the tree. */
export class InvalidProps extends UserError {
  constructor(constructPath: string, faults: readonly Fault[]) {
    super(faults.map((fault) => ({ ...fault, path: [constructPath, fault.path].filter(Boolean).join(' ') })));
    this.name = 'InvalidProps';
  }
}

/** Throws all faults of a construct at once; does nothing where there is none. */
export function refuse({ node }: { readonly node: { readonly path: string } }, faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InvalidProps(node.path, faults);
}

/** A value as a message shows it: one short line. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
