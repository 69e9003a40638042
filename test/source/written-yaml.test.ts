import { readParts } from '../../src/source/parts';
import { WrittenYaml } from '../../src/source/written-yaml';

test('keeps every scalar and comment that it does not write', () => {
  const values = open(`# head
mode: 0777
big: 12345678901234567890
on: yes
float: 1e3
text: 'it''s'   # quoted

list: [ a, "b" ]
block: |+
  kept

foot: ~ # the end
`);
  values.write(['service', 'type'], 'ClusterIP');
  expect(values.toString()).toMatchInlineSnapshot(`
   # head
   mode: 0777
   big: 12345678901234567890
   on: yes
   float: 1e3
   text: 'it''s' # quoted

   list: [a, "b"]
   block: |+
     kept

   foot: ~ # the end
   service:
     type: ClusterIP
  `);
});

test('replaces a scalar and keeps its comment', () => {
  const values = open('a: 1 # one\n');
  values.write(['a'], 2);
  expect(values.toString()).toBe('a: 2 # one\n');
});

test('turns brackets on its way into blocks, and null into what is needed', () => {
  const values = open('a: { b: {}, c: { d: 1 } }\nlist: []\nnothing: # here\n');
  values.write(['a', 'b', 'x'], 1);
  values.append(['list'], { name: 'x' });
  values.write(['nothing', 'y'], 'two\nlines\n');
  expect(values.faults).toEqual([]);
  expect(values.toString()).toMatchInlineSnapshot(`
   a:
     b:
       x: 1
     c: {d: 1}
   list:
     - name: x
   nothing:
     # here
     'y': |
       two
       lines
  `);
});

test('reads through aliases and merge keys, and does not write through them', () => {
  const values = open('base: &base { x: 1, m: {} }\na: *base\nb: { <<: *base }\n');
  expect(values.find(['a', 'x'])).toMatchObject({ kind: 'text', text: '1', alias: false, at: { line: 1, col: 18 } });
  expect(values.find(['b', 'x'])).toMatchObject({ kind: 'text', text: '1' });
  values.write(['a', 'y'], 1);
  values.write(['b', 'm', 'y'], 1);
  values.write(['base', 'y'], 1);
  expect(values.faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'a: is an alias, and more is written into it',
    'b.m: comes through "<<", and more is written into it',
    'base: has an anchor that is used elsewhere, and more is written into it',
  ]);
  expect(values.toString()).toContain('a: *base\n');
});

test.each([
  ['a literal block', 'a:\n  b: |\n\n    x: 1\n    y: 2\n', [2, 4], '4:8'],
  ['a block whose header gives the indentation', 'a: |2\n    x: 1\n', [1, 3], '2:5'],
  ['a quoted text, which has no lines of its own', 'a: "x: 1\\ny: 2"\n', [2, 1], '1:4'],
])('says where a line stands inside %s', (_, text, [line = 0, col = 0], expected) => {
  const values = open(text);
  const found = values.find(['a', 'b']) ?? values.find(['a']);
  const at = found?.locate(line, col);
  expect(`${at?.line}:${at?.col}`).toBe(expected);
});

test('tells every leaf with its path', () => {
  const leaves = [...open('a: &x [1, { b: two }]\nc: *x\nd: &y 3\ne: *y\n').leaves()];
  expect(leaves.map(({ path, text, at }) => `${path.join('.')}=${text} ${at.line}:${at.col}`)).toEqual([
    'a.0=1 1:8',
    'a.1.b=two 1:16',
    'd=3 3:7',
    'e=3 4:4',
  ]);
});

function open(text: string): WrittenYaml {
  const values = WrittenYaml.read(text, (line, col) => ({ file: 'values.yaml', line, col }));
  if (values instanceof WrittenYaml) return values;
  throw new Error(JSON.stringify(values.faults));
}

test('says what reading its text would say', () => {
  const text = `a: 0777
b: yes
c: 1e3
d: "5"
e:
f: ~
g: .inf
h: 0x1f
i: true
j: 12345678901234567890
k: |
  1
l: &l [1, x, { y: -2.5 }]
m: *l
n: { <<: { o: 1 }, p: 2 }
`;
  const yaml = WrittenYaml.read(text, (line, col) => ({ file: 'f.yaml', line, col })) as WrittenYaml;
  yaml.write(['n', 'q'], false);
  yaml.write(['r'], 'false');
  expect(yaml.toValue()).toEqual(readParts(yaml.toString(), 'f.yaml').parts[0]?.value);
  expect(yaml.toValue()).toMatchObject({ a: 777, b: 'yes', e: null, n: { o: 1, q: false }, r: 'false' });
});
