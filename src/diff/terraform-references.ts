import { isMapping } from '../source/plain';
import type { Artifact } from './artifact';

/** What a reference leads to. */
export interface Reference {
  /** Undefined where it is in no file. */
  readonly target?: Artifact;
  /** E.g. `id`. */
  readonly attribute: string;
}

/** The resources of a stack, as what stands between `${` and `}` finds them. */
export class References {
  private readonly byAddress: ReadonlyMap<string, Artifact>;

  constructor(artifacts: readonly Artifact[]) {
    const resources = artifacts.filter(({ room }) => room === 'terraform');
    this.byAddress = new Map(
      resources.map((artifact) => [addressOf(artifact.place, artifact.kind, artifact.name), artifact]),
    );
  }

  /** Every reference in a value. */
  *in(value: unknown, stack: string): Generator<Reference> {
    for (const text of textsIn(value)) {
      for (const [, kind = '', name = '', attribute = ''] of text.matchAll(REFERENCE)) {
        const target = this.byAddress.get(addressOf(stack, kind, name));
        yield { attribute, ...(target && { target }) };
      }
    }
  }

  /** The value with what its references stand for, as far as files tell: names instead of ids and paths. */
  resolved(value: unknown, stack: string): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolved(one, stack));
    if (isMapping(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.resolved(one, stack)]));
    }
    if (typeof value !== 'string') return value;
    return value.replaceAll(REFERENCE, (whole, kind: string, name: string, attribute: string) => {
      const target = this.byAddress.get(addressOf(stack, kind, name));
      const found = target && valueOf(target, attribute);
      return found === undefined ? whole : String(this.resolved(found, stack));
    });
  }
}

/** Whether the files say the value of an attribute, so that it is known before anything is made. */
export function isWritten({ value }: Artifact, attribute: string): boolean {
  return value[attribute] !== undefined;
}

/** `${type.name.attribute}`, and what may follow the attribute. */
const REFERENCE = /\$\{([a-z_]+)\.([\w-]+)\.(\w+)[^}]*\}/g;

/** What is computed tells resources apart no better than what it is computed from. */
function valueOf({ value }: Artifact, attribute: string): string | undefined {
  const found = value[attribute] ?? value['name'] ?? value['account_id'];
  return typeof found === 'string' ? found : undefined;
}

function addressOf(stack: string, kind: string, name: string): string {
  return `${stack} ${kind}.${name}`;
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const one of value as readonly unknown[]) yield* textsIn(one);
  else if (isMapping(value)) yield* textsIn(Object.values(value));
}
