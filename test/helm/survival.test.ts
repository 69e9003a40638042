import * as fc from 'fast-check';
import { isMap, isScalar, isSeq, parse, parseDocument, stringify } from 'yaml';
import type { Node, Pair, Scalar } from 'yaml';
import { VALUES } from '../../src/milvus/values';
import { readParts } from '../../src/source/parts';
import { DEFAULTS, GUIDE, STANDALONE, valuesOf } from './release';

/** Scalars that a parser with types would write differently, and plain ones. */
const ODD = [
  '0777',
  '0o17',
  '0x1F',
  '12345678901234567890',
  '1e3',
  '+1',
  '-0.0',
  '1_000',
  '1:30',
  '.inf',
  'yes',
  'No',
  'on',
  'TRUE',
  '2001-12-14',
  'word',
  'two words',
  "'0777'",
  "'it''s'",
  '"1"',
  '"a\\tb # c"',
  "'- {'",
  '!!str 5',
  '',
  '~',
  'null',
];

const INDENT = '  ';

/** A tree of scalars as they are written; every key and comment is its own. */
type Tree =
  string | readonly Tree[] | { readonly children: readonly Tree[]; readonly comment: boolean; readonly flow: boolean };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...ODD),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.record({
      children: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
      comment: fc.boolean(),
      flow: fc.boolean(),
    }),
  ),
}));

/** Foreign keys at the root, and beside ours. */
const file = fc.record({
  root: fc.array(tree, { maxLength: 4 }),
  service: fc.array(tree, { maxLength: 2 }),
  proxy: fc.array(tree, { maxLength: 2 }),
  userYaml: fc.array(tree, { maxLength: 4 }),
  security: fc.array(tree, { maxLength: 2 }),
  crlf: fc.boolean(),
});

const release = fc.constantFrom(DEFAULTS, GUIDE, STANDALONE);

test('every foreign scalar and comment survives a merge as it is written', () => {
  fc.assert(
    fc.property(file, release, ({ crlf, ...parts }, into) => {
      const existing = textOf(parts);
      const { text } = valuesOf(into, crlf ? existing.replaceAll('\n', '\r\n') : existing);
      const [before, after] = [foreignIn(existing), foreignIn(text)];
      expect(after).toEqual(before);
      expect(commentsIn(text)).toEqual(commentsIn(existing));
    }),
  );
});

test('every foreign value that YAML can write survives a merge', () => {
  const key = fc.string({ unit: 'binary' }).map((name) => `x${name}`);
  const values = fc.dictionary(key, fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), { maxKeys: 4 });
  const version = fc.constantFrom<'1.1' | '1.2'>('1.1', '1.2');
  fc.assert(
    fc.property(values, values, version, release, (outer, inner, spoken, into) => {
      const existing = stringify({ ...outer, extraConfigFiles: { 'user.yaml': stringify(inner), ...outer } });
      const merged = parse(valuesOf(into, existing).text, { version: spoken }) as {
        extraConfigFiles: Record<string, string>;
      };
      const { 'user.yaml': userYaml = '', ...others } = merged.extraConfigFiles;
      const expected = parse(existing, { version: spoken }) as { extraConfigFiles: Record<string, string> };
      const { 'user.yaml': given = '', ...given2 } = expected.extraConfigFiles;
      expect(others).toEqual(given2);
      expect(merged).toMatchObject({ ...expected, extraConfigFiles: given2 });
      expect(parse(userYaml, { version: spoken })).toMatchObject(parse(given, { version: spoken }) as object);
    }),
  );
});

test('a merge of what it made changes nothing', () => {
  fc.assert(
    fc.property(file, release, ({ crlf, ...parts }, into) => {
      const existing = textOf(parts);
      const once = valuesOf(into, crlf ? existing.replaceAll('\n', '\r\n') : existing);
      expect(valuesOf(into, once.text)).toEqual({ ...once, notes: [] });
      expect(readParts(once.text, 'values.yaml').parts.map((part) => part.value)).toEqual([once.value]);
    }),
  );
});

type Parts = Readonly<Record<'root' | 'service' | 'proxy' | 'userYaml' | 'security', readonly Tree[]>>;

function textOf({ root, service, proxy, userYaml, security }: Parts): string {
  let count = 0;
  const next = () => `x${count++}`;
  const block = (children: readonly Tree[], indent: string): string =>
    children.map((child) => `${indent}${next()}:${written(child, indent)}\n`).join('');
  const written = (node: Tree, indent: string): string => {
    if (typeof node === 'string') return node === '' ? '' : ` ${node}`;
    if ('children' in node && !node.flow) {
      return `${node.comment ? ` # ${next()}` : ''}\n${block(node.children, indent + INDENT)}`.trimEnd();
    }
    if ('children' in node || node.length === 0) return ` ${flow(node)}`;
    return `\n${node.map((item) => `${indent}${INDENT}-${typeof item === 'string' ? ` ${item}` : ` ${flow(item)}`}`).join('\n')}`;
  };
  const flow = (node: Tree): string => {
    if (typeof node === 'string') return node;
    if ('children' in node) return `{${node.children.map((child) => `${next()}: ${flow(child)}`).join(', ')}}`;
    return `[${node.map((item) => flow(item) || '~').join(', ')}]`;
  };
  return [
    `# ${next()}\n`,
    block(root, ''),
    `service: # ${next()}\n${block(service, INDENT)}`,
    `proxy:\n${block(proxy, INDENT)}`,
    `extraConfigFiles:\n  other.yaml: |+\n    ${next()}\n\n  user.yaml: |\n    # ${next()}\n`,
    block(userYaml, '    '),
    `    common:\n      security:\n${block(security, '        ')}      # ${next()}\n`,
  ].join('');
}

/** Path, kind of quotes, tag and text of every scalar below a key of the file's own, user.yaml's too. */
function foreignIn(text: string, prefix = ''): string[] {
  const found: string[] = [];
  const visit = (node: Node | null, path: string): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items as Pair<Scalar<string>, Node | null>[])
        visit(value, `${path}/${key.value}`);
      if (node.items.length === 0 && path.includes('/x')) found.push(`${path} {}`);
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        visit(item as Node, `${path}/${index}`);
      });
      if (node.items.length === 0 && path.includes('/x')) found.push(`${path} []`);
    } else if (isScalar<string>(node)) {
      if (path === `/${VALUES.userYaml.join('/')}`) found.push(...foreignIn(node.value, path));
      else if (/\/(x\d+|other\.yaml)/.test(path))
        found.push(`${path} ${node.type ?? ''} ${node.tag ?? ''} ${node.value}`);
    }
  };
  const document = parseDocument(text, { schema: 'failsafe' });
  expect(document.errors).toEqual([]);
  visit(document.contents, prefix);
  return found.sort();
}

function commentsIn(text: string): string[] {
  return [...text.matchAll(/# (x\d+)$/gm)].map(([, name]) => name ?? '').sort();
}
