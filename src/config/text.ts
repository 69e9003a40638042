import * as z from 'zod';

/** A string that Terraform's JSON takes as it is. */
export function plainForTerraform(schema: z.ZodString): z.ZodString {
  return schema.superRefine((value, context) => {
    const mark = /[$%]\{/.exec(value)?.[0];
    if (mark === undefined) return;
    const message = `must not have ${mark}, which begins a template of Terraform`;
    context.addIssue({ code: 'custom', message, params: { cure: 'write the text that is meant, without it' } });
  });
}

/** A string whose form a person can be told in words and by an example, and an editor by the pattern. */
export function text(pattern: RegExp, must: string, example: string, maxLength = Infinity): z.ZodString {
  const schema = z.string().regex(pattern, { error: must });
  const bounded =
    maxLength === Infinity ? schema : schema.max(maxLength, { error: `must be at most ${maxLength} characters` });
  return bounded.meta({ examples: [example] });
}
