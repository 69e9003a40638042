import * as z from 'zod';
import type { Form } from '../gke/shape';

/** A string that Terraform's JSON takes as it is. */
export function plainForTerraform(schema: z.ZodString): z.ZodString {
  return checked((value) => {
    const mark = /[$%]\{/.exec(value)?.[0];
    if (mark === undefined) return undefined;
    const message = `must not have ${mark}, which begins a template of Terraform`;
    return { message, cure: 'write the text that is meant, without it' };
  }, schema);
}

/** A string of a form that `gke` or `milvus` knows. */
export function formed({ pattern, form, minLength, maxLength }: Form, example: string): z.ZodString {
  const schema = text(pattern, `must be ${form}`, example, maxLength);
  return minLength === undefined
    ? schema
    : schema.min(minLength, { error: `must be at least ${minLength} characters` }).meta({ examples: [example] });
}

/** A whole number from one to another; one without a default has an example that is wise. */
export function whole({ min, max }: { readonly min: number; readonly max: number }, example?: number): z.ZodInt {
  const schema = z.int().min(min).max(max);
  return example === undefined ? schema : schema.meta({ examples: [example] });
}

/** Tells what is wrong with a string, where one of the functions that say so finds something. */
export function checked(faultOf: (value: string) => Told | undefined, schema = z.string()): z.ZodString {
  return schema.superRefine((value, context) => {
    const fault = faultOf(value);
    if (fault) context.addIssue({ code: 'custom', message: fault.message, params: { cure: fault.cure } });
  });
}

interface Told {
  readonly message: string;
  readonly cure?: string;
}

/** A string whose form a person can be told in words and by an example, and an editor by the pattern. */
export function text(pattern: RegExp, must: string, example: string, maxLength = Infinity): z.ZodString {
  const schema = z.string().regex(pattern, { error: must });
  const bounded =
    maxLength === Infinity ? schema : schema.max(maxLength, { error: `must be at most ${maxLength} characters` });
  return bounded.meta({ examples: [example] });
}
