import { inOneEnvironment, together } from './item';
import type { Item } from './item';

/** Objects by kind and name. */
export class Registry {
  private readonly byKind = new Map<string, Item[]>();
  private readonly byName = new Map<string, Item[]>();

  constructor(readonly all: readonly Item[]) {
    for (const item of all) {
      put(this.byKind, item.kind, item);
      if (item.name !== undefined) put(this.byName, `${item.kind} ${item.name}`, item);
    }
  }

  ofKind(kind: string): readonly Item[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The object of that name that `from` can see. */
  find(kind: string, name: string, from: Item): Item | undefined {
    const named = this.byName.get(`${kind} ${name}`);
    const isSeen = (item: Item) => together(item, from);
    return named?.find((item) => item.namespace === from.namespace && isSeen(item)) ?? named?.find(isSeen);
  }

  /** One of that kind without a name, which `from` can see: whatever it names may be it. */
  nameless(kind: string, from: Item): Item | undefined {
    return this.ofKind(kind).find((item) => item.name === undefined && together(item, from));
  }

  /** Objects of that name in other namespaces, where `from` does not see them. */
  elsewhere(kind: string, name: string, from: Item): readonly Item[] {
    const named = this.byName.get(`${kind} ${name}`) ?? [];
    return named.filter((item) => inOneEnvironment(item, from) && !together(item, from));
  }
}

function put(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
