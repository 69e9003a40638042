import * as z from 'zod';

export const allow = z
  .record(z.string(), z.string().trim().min(1, { error: 'must say why it is fine here' }))
  .meta({ examples: [{ 'no-clear-text': 'only the office network reaches it' }] })
  .default({})
  .describe(
    'Findings of rules that are fine in this environment: the id of a rule, and why. The ids are those of `milvus-l7 lint --list`.',
  );
