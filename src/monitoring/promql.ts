/** What a label must be: a text, or one of several; an expression is anchored at both ends. */
export type Matcher = string | readonly string[] | { readonly matches: string } | { readonly matchesNot: string };

/** Time series of a name, by their labels. Values hold neither quotes nor backslashes: names, hosts, expressions of ours. */
export function series(name: string, labels: Readonly<Record<string, Matcher>>): string {
  return `${name}{${Object.entries(labels).map(matcherText).join(',')}}`;
}

/** A number as short as it is exact enough for a threshold. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function matcherText([label, matcher]: [label: string, matcher: Matcher]): string {
  if (typeof matcher === 'string') return `${label}="${matcher}"`;
  if ('matches' in matcher) return `${label}=~"${matcher.matches}"`;
  if ('matchesNot' in matcher) return `${label}!~"${matcher.matchesNot}"`;
  const [first = '', ...others] = matcher;
  return others.length === 0 ? `${label}="${first}"` : `${label}=~"${matcher.map(escaped).join('|')}"`;
}

/** A dot stands for itself; nothing else in names has a meaning in an expression. */
function escaped(text: string): string {
  return text.replaceAll('.', '[.]');
}
