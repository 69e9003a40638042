import * as z from 'zod';
import { MILVUS_LINES } from '../milvus/version';

/** A suffix is another build of the version, e.g. -gpu. */
const FORM = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[a-z0-9][-.a-z0-9]*)?$/;

/** Milvus' version, apart from the chart's. */
export const milvus = z
  .string()
  .superRefine((value, context) => {
    if (FORM.test(value)) return;
    const numbers = value.replace(/^v/, '');
    const cure = FORM.test(numbers) ? `write ${numbers}: the v of the image tag is added` : undefined;
    const message = 'must be a version such as 3.0.1 or 3.0.1-gpu';
    context.addIssue({ code: 'custom', message, ...(cure !== undefined && { params: { cure } }) });
  })
  .optional()
  .meta({
    pattern: FORM.source,
    description: `Version of Milvus, e.g. \`3.0.1\`, without the \`v\` of its image tag; a suffix such as \`-gpu\` belongs to it. Written as \`image.all.tag\`; values that name another are refused, values that name the same with a suffix keep it. Lines known: ${MILVUS_LINES.join(', ')}, each with the charts that are made for it. Left out, the values' own tag decides, else the chart.`,
  });
