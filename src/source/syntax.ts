import { Lexer } from 'yaml';
import type { YAMLError } from 'yaml';
import type { Fault } from '../errors';

/** Levels of `[`, `{`, `- - -` that are read; the parser runs out of memory on thousands of them. */
export const MAX_NESTING = 100;

/** Words that YAML 1.1, and so kubectl, takes for a truth value, and YAML 1.2 for a text. */
export const WORDS_OF_YAML_1_1 = [
  { value: true, test: /^(y|Y|yes|Yes|YES|on|On|ON)$/ },
  { value: false, test: /^(n|N|no|No|NO|off|Off|OFF)$/ },
] as const;

const QUOTE_IT = 'quote a value that contains ": " or " #", or that starts with one of [ ] { } , & * ! | > % @ `';

/** The library's own messages quote the text, which may be a secret. */
const WORDS: Record<YAMLError['code'], readonly [message: string, cure: string]> = {
  ALIAS_PROPS: ['an alias cannot have an anchor or a tag', 'keep the alias alone'],
  BAD_ALIAS: ['not a name for an anchor or alias', QUOTE_IT],
  BAD_COLLECTION_TYPE: ['a tag that does not fit what follows', 'remove the tag'],
  BAD_DIRECTIVE: ['a line that starts with % and is no directive', QUOTE_IT],
  BAD_DQ_ESCAPE: ['an escape that double quotes do not know', 'use single quotes, or write \\\\ for a backslash'],
  BAD_INDENT: [
    'wrong indentation, or a [ or { before it is not closed',
    'start everything that belongs to one list or mapping at the same column, and close each [ and {',
  ],
  BAD_PROP_ORDER: ['an anchor or tag in the wrong place', 'write it after "-", "?" or ":"'],
  BAD_SCALAR_START: ['a value cannot start with this character', QUOTE_IT],
  BLOCK_AS_IMPLICIT_KEY: [
    'a mapping or list cannot start in this place',
    `start the next line at the column of its neighbours, or ${QUOTE_IT}`,
  ],
  BLOCK_IN_FLOW: ['an indented list or mapping inside [ ] or { }', 'write it with [ ] or { } too'],
  DUPLICATE_KEY: ['duplicate key', 'keep one of the two'],
  IMPOSSIBLE: ['not valid YAML', QUOTE_IT],
  KEY_OVER_1024_CHARS: ['a key longer than 1024 characters', 'is there a closing quote missing?'],
  MISSING_CHAR: [
    'a quote, bracket, comma, colon, dash or space is missing',
    'close what was opened before this place, or start the line at the column of its neighbours',
  ],
  MULTILINE_IMPLICIT_KEY: ['a line without ": "', 'write "key: value", with a space after the colon'],
  MULTIPLE_ANCHORS: ['two anchors on one value', 'keep one of the two'],
  MULTIPLE_DOCS: ['a second document', 'keep one document in a file: remove the line "---" and what follows it'],
  MULTIPLE_TAGS: ['two tags on one value', 'keep one of the two'],
  NON_STRING_KEY: ['a key must be a plain word', 'quote the key'],
  RESOURCE_EXHAUSTION: ['nested too deeply', `use at most ${MAX_NESTING} levels`],
  TAB_AS_INDENT: ['a tab cannot indent', 'use spaces'],
  TAG_RESOLVE_FAILED: ['an unknown tag', 'remove the tag; quote a value that starts with "!"'],
  UNEXPECTED_TOKEN: ['something that does not belong here', QUOTE_IT],
};

export function wordsFor(code: YAMLError['code']): { readonly message: string; readonly cure: string } {
  const [message, cure] = WORDS[code];
  return { message: `not valid YAML: ${message}`, cure };
}

/** Whether a text is filled in by somebody's templates before it is YAML. */
export function holdsTemplate(text: string): boolean {
  return /\{\{-?[\s\w.$"(]/.test(text);
}

/** Found on the tokens, because building a tree of them is what fails. */
export function nestingFault(
  source: string,
  locate: (line: number, col: number) => NonNullable<Fault['at']>,
): Fault | undefined {
  if (!mayNestTooDeeply(source)) return undefined;
  let brackets = 0;
  let indicators = 0;
  let line = 1;
  for (const token of new Lexer().lex(source)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?') indicators++;
    if (brackets + indicators > MAX_NESTING) return { at: locate(line, 1), ...wordsFor('RESOURCE_EXHAUSTION') };
    for (const character of token) {
      if (character !== '\n') continue;
      line++;
      indicators = 0;
    }
  }
  return undefined;
}

/** Whether the lexer has to tell: what nests is counted wherever it stands, in texts and comments too. */
function mayNestTooDeeply(source: string): boolean {
  let brackets = 0;
  let indicators = 0;
  for (const character of source) {
    if (character === '[' || character === '{') brackets++;
    else if (character === '-' || character === '?') indicators++;
    else if (character === '\n') indicators = 0;
    if (brackets + indicators > MAX_NESTING) return true;
  }
  return false;
}
