import * as z from 'zod';

/** A string whose form a person can be told in words, and an editor by the pattern. */
export function text(pattern: RegExp, must: string, maxLength?: number): z.ZodString {
  const schema = z.string().regex(pattern, { error: must });
  return maxLength === undefined ? schema : schema.max(maxLength, { error: `must be at most ${maxLength} characters` });
}
