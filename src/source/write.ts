import { DEFAULT_SCALAR_STYLE_RULES, DUMP_SCHEMA, SCALAR_STYLE, jsToAst, present } from 'js-yaml-5';
import type { ScalarStyleRule } from 'js-yaml-5';

/**
 * Objects as YAML, spelled as cdk8s spells them. docs/decisions/0009-two-readers.md
 *
 * @param objects - a key that is undefined is left out
 */
export function objectsYaml(...objects: readonly unknown[]): string {
  return objects.map((one) => present(documentOf(one), AS_CDK8S)).join('---\n');
}

/** Helm values: every text in quotes that is not one word. */
export function valuesYaml(value: unknown): string {
  return present(documentOf(value), AS_VALUES);
}

/** Whether a text needs no quotes, whoever reads it. */
export function isPlainWord(text: string): boolean {
  return /^[a-z/][\w./-]*$/i.test(text) && !/^(y|yes|n|no|on|off|true|false|null)$/i.test(text);
}

/** What is used twice is written twice. */
function documentOf(value: unknown): ReturnType<typeof jsToAst> {
  return jsToAst(value, DUMP_SCHEMA, { noRefs: true });
}

/** What the package yaml takes for a number of YAML 1.1, though it has no digits: `.`, `-.`, `e1`. */
const quotedNumber: ScalarStyleRule = (layout) => {
  if (layout.style !== SCALAR_STYLE.PLAIN || !isText(layout.node.tag)) return;
  if (/^[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?(?:e[-+]?\d+)?$/i.test(layout.node.value)) {
    layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  }
};

/** Double quotes, but around a text that has them itself. */
const singleAroundDouble: ScalarStyleRule = (layout) => {
  const { value } = layout.node;
  if (layout.style !== SCALAR_STYLE.DOUBLE_QUOTED || !value.includes('"') || value.includes("'")) return;
  if (allows(layout, SCALAR_STYLE.SINGLE_QUOTED)) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
};

/** A text that ends in white space is no block: readers do not agree on what is meant. */
const quotedUnlessPlain: ScalarStyleRule = (layout) => {
  const { value, tag } = layout.node;
  if (!isText(tag) || isPlainWord(value)) return;
  const isBlock = value.includes('\n') && !layout.isKey && !/[ \t]\n*$|^\n*$/.test(value);
  const wanted = isBlock ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.SINGLE_QUOTED;
  layout.style = allows(layout, wanted) ? wanted : SCALAR_STYLE.DOUBLE_QUOTED;
};

function allows({ allowedStylesMask }: Parameters<ScalarStyleRule>[0], style: number): boolean {
  return (allowedStylesMask & (1 << style)) !== 0;
}

function isText(tag: string): boolean {
  return tag === 'tag:yaml.org,2002:str';
}

const COMMON = { schema: DUMP_SCHEMA, lineWidth: -1 } as const;
const AS_CDK8S = {
  ...COMMON,
  quoteStyle: 'double',
  scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quotedNumber, singleAroundDouble],
} as const;
const AS_VALUES = { ...COMMON, scalarStyleRules: [quotedUnlessPlain] } as const;
