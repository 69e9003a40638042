const ODD = ['null', '[]', '{}', '-1', '1e999', '.nan', '""', "'{'", '"\\u0000"', 'true', '[[[[]]]]', '{ a: { b: [c] } }', '*x', '&x y', '!!set {}', '|', '? x', '<<', '__proto__', '{ __proto__: null, constructor: 1 }', 'x'.repeat(300)]; // prettier-ignore

/** One to four changes: lines go, double, change places, and values become something else. */
export function spoil(text: string, random: () => number): string {
  const lines = text.split('\n');
  for (let changes = 1 + Math.floor(random() * 4); changes > 0; changes--) {
    const at = Math.floor(random() * lines.length);
    const line = lines[at] ?? '';
    const kind = Math.floor(random() * 7);
    if (kind === 0) lines.splice(at, 1);
    else if (kind === 1) lines.splice(at, 0, line);
    else if (kind === 2) lines[at] = ` ${line}`;
    else if (kind === 3) lines[at] = line.slice(0, Math.floor(random() * line.length));
    else if (kind === 4) lines.splice(at, 0, lines[Math.floor(random() * lines.length)] ?? '');
    else lines[at] = line.replace(/:( .*)?$|- .*$/, (found) => `${found[0]!} ${pick(random, ODD)}`);
  }
  return lines.join('\n');
}

export function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

/** The same numbers for the same seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
