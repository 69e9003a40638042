/** What a text says; the clock is an input here, and its kind of date reads the text. */
export function dateOf(text: string, now: Date): Date {
  return new (now.constructor as DateConstructor)(text);
}
