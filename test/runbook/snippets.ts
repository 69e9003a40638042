export interface Snippet {
  readonly id: string;
  readonly release?: string;
  readonly language: string;
  readonly code: string;
}

/** Every fenced block with the comment above it, as a script would find it. */
export function snippetsOf(markdown: string): Snippet[] {
  const pattern = /^<!-- snippet: (\S+)(?: release=(\S+))? -->\n```(\w+)\n([^]*?)\n```$/gm;
  return [...markdown.matchAll(pattern)].map(([, id = '', release, language = '', code = '']) => ({
    id,
    ...(release !== undefined && { release }),
    language,
    code,
  }));
}

/** @throws where there is none, or more than one */
export function snippetOf(markdown: string, id: string, release?: string): Snippet {
  const found = snippetsOf(markdown).filter((one) => one.id === id && (!release || one.release === release));
  const [snippet] = found;
  if (snippet && found.length === 1) return snippet;
  throw new Error(`${found.length} snippets ${id} release=${release ?? 'any'}`);
}

/** The part that is done once, from top to bottom. */
export function setupOf(markdown: string): string {
  return markdown.slice(0, markdown.indexOf('\n## Connect\n'));
}
