export interface Snippet {
  readonly id: string;
  readonly language: string;
  readonly code: string;
}

/** Fenced blocks with a comment above them, as a script would find them. */
export function snippetsOf(markdown: string): Snippet[] {
  const pattern = /^<!-- snippet: (\S+) -->\n```(\w+)\n([^]*?)\n```$/gm;
  return [...markdown.matchAll(pattern)].map(([, id = '', language = '', code = '']) => ({ id, language, code }));
}

/**
 * A snippet; of one whose id ends in `-by-ip`, what is left when a reader takes the line that says `by IP`.
 *
 * @throws where there is none, or more than one
 */
export function snippetOf(markdown: string, id: string): Snippet {
  const found = snippetsOf(markdown).filter((one) => one.id === id.replace(/-by-ip$/, '-by-name'));
  const [snippet] = found;
  if (!snippet || found.length !== 1) throw new Error(`${found.length} snippets ${id}`);
  return id.endsWith('-by-ip') ? { ...snippet, id, code: byIp(snippet.code) } : snippet;
}

function byIp(code: string): string {
  const changed = code.replace(
    /^( *)\S.*\n *(?:#|\/\/) by IP: (.*)$/m,
    (_, margin: string, line: string) => margin + line,
  );
  if (changed === code) throw new Error('the snippet does not say how to connect by IP');
  return changed;
}

/** Blocks of commands, in order. */
export function commandsOf(markdown: string): string[][] {
  return [...markdown.matchAll(/^```bash\n([^]*?)\n```$/gm)].map(([, code = '']) => code.split('\n'));
}

/** What stands below a heading, up to the next one; steps are found without their number. */
export function sectionOf(markdown: string, title: string): string {
  const found = markdown.split(/^## (?:\d+\. )?/m).find((part) => part.startsWith(`${title}\n`));
  if (found === undefined) throw new Error(`no heading "${title}"`);
  return found;
}
