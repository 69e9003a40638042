import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadEnvironments } from '../../src/config/load';
import { describeFault } from '../../src/errors';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'load-'))));
afterEach(() => rmSync(root, { recursive: true }));

function project(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const faultsOf = (files: Record<string, string>, named: string[] = []): string => {
  project(files);
  return loadEnvironments(root, named).faults.map(describeFault).join('\n');
};

const GOOD = 'project: my-project\nreleases:\n  - { name: my-release, host: my-release.milvus.io }\n';

test('reads every environment in the order of their names', () => {
  project({ 'environments/b.yaml': GOOD, 'environments/a.yaml': GOOD, 'environments/schema.json': '{}' });
  const { environments, faults } = loadEnvironments(root);
  expect(faults).toEqual([]);
  expect(environments.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('tells the faults of all environments, each where it stands', () => {
  expect(
    faultsOf({
      'environments/a.yaml': 'project: my-project\nreleases:\n  - name: my-release\n    hots: a.io\n',
      'environments/b.yaml': 'project: My\nzone: us-east1-a\nreleases: []\nproject: twice\n',
      'environments/c.yaml': 'project: [\n',
    }),
  ).toMatchInlineSnapshot(`
   environments/a.yaml:3:5 releases[0].host: required, but missing
   environments/a.yaml:4:5 releases[0].hots: unknown key
       did you mean "host"?
   environments/b.yaml:4:1 project: duplicate key, the first stands at 1:1
       keep one of the two
   environments/c.yaml:2:1: not valid YAML: wrong indentation, or a [ or { before it is not closed
       start everything that belongs to one list or mapping at the same column, and close each [ and {
  `);
});

test('says what to do where there is no environment', () => {
  expect(faultsOf({})).toMatchInlineSnapshot(`
   environments/: no environment found
       milvus-l7 init <name> writes environments/<name>.yaml; milvus-l7 synth FILE… reads one from elsewhere
  `);
});

test('wants .yaml, not .yml', () => {
  expect(faultsOf({ 'environments/a.yml': GOOD })).toMatchInlineSnapshot(`
   environments/a.yml: environment files end in .yaml, got .yml
       git mv environments/a.yml environments/a.yaml
  `);
});

test('wants .yaml in lower case', () => {
  expect(faultsOf({ 'environments/a.YAML': GOOD, 'environments/b.yaml': GOOD })).toMatchInlineSnapshot(`
   environments/a.YAML: environment files end in .yaml, got .YAML
       git mv environments/a.YAML environments/a.yaml
  `);
});

test('says what is wrong with the folder of the environments', () => {
  expect(faultsOf({ environments: 'a file' })).toMatchInlineSnapshot(`
   environments/: must be a folder
       check it and its permissions
  `);
});

test.each(['environments/a.yaml', 'values/a.yaml'])('refuses %s where it is not UTF-8', (file) => {
  project({ 'environments/a.yaml': GOOD.replace(' }', ', values: ../values/a.yaml }'), 'values/a.yaml': 'a: b\n' });
  writeFileSync(join(root, file), Buffer.from('name: M\xfcller\n', 'latin1'));
  expect(loadEnvironments(root).faults.map(describeFault)).toEqual([
    `${file}: is not UTF-8\n    save it as UTF-8, as YAML files are`,
  ]);
});

test('takes a byte order mark', () => {
  expect(faultsOf({ 'environments/a.yaml': `\uFEFF${GOOD}` })).toBe('');
});

test('refuses a file that may not be read', () => {
  const read = jest.spyOn(fs, 'readFileSync').mockImplementation(() => {
    throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  });
  try {
    expect(faultsOf({ 'environments/a.yaml': GOOD })).toBe(
      'environments/a.yaml: cannot be read\n    check its permissions',
    );
  } finally {
    read.mockRestore();
  }
});

test('refuses paths that differ from machine to machine, and secrets that git would keep', () => {
  const releases = [
    '{ name: a, host: a.io, values: /values.yaml, secretValues: /secret.yaml }',
    '{ name: b, host: b.io, values: ../values/b.yaml, secretValues: ../values/./b.yaml }',
    '{ name: c, host: c.io, secretValues: ../dist/c.yaml }',
    '{ name: d, host: d.io, secretValues: ..d.yaml }',
    '{ name: e, host: e.io, secretValues: ../..e.yaml }',
  ];
  expect(
    faultsOf({
      'environments/a.yaml': `project: my-project\nloadBalancer: { name: lb }\nreleases:\n  - ${releases.join('\n  - ')}\n`,
      'values/b.yaml': '{}',
    }),
  ).toMatchInlineSnapshot(`
   environments/a.yaml:4:36 releases[0].values: must be a relative path, got "/values.yaml"
       what is generated must not differ from machine to machine: write it relative to environments/
   environments/a.yaml:4:64 releases[0].secretValues: must be a relative path, got "/secret.yaml"
       what is generated must not differ from machine to machine: write it relative to environments/
   environments/a.yaml:5:68 releases[1].secretValues: must not be the file of values, got "../values/./b.yaml"
       git keeps that one: put secrets into another
   environments/a.yaml:6:42 releases[2].secretValues: must not lie in dist/, got "../dist/c.yaml"
       git keeps what is generated there: put it into secrets/, e.g. ../secrets/my-release.yaml
   environments/a.yaml:7:42 releases[3].secretValues: must not lie in environments/, got "..d.yaml"
       git keeps that folder: put it into secrets/, e.g. ../secrets/my-release.yaml
  `);
});

test('tells the faults of a values file although its environment has others', () => {
  expect(
    faultsOf({
      'environments/a.yaml': GOOD.replace(' }', ', values: ../values/a.yaml, chart: 1.0.0 }'),
      'values/a.yaml': 'a: 1\na: 2\n',
    }),
  ).toMatchInlineSnapshot(`
   environments/a.yaml:3:86 releases[0].chart: must be 4.1.29 or newer, got "1.0.0"
       older charts were never looked at; 5.0.19 is the default
   values/a.yaml:2:1 a: duplicate key, the first stands at 1:1
       keep one of the two
  `);
});

test('refuses file names that cannot name a stack', () => {
  expect(faultsOf({ 'environments/My_Prod.yaml': GOOD, [`environments/${'a'.repeat(51)}.yaml`]: GOOD }))
    .toMatchInlineSnapshot(`
   environments/My_Prod.yaml: the name must be at most 50 lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "My_Prod"
       it becomes file names, a Terraform stack and a construct id: rename the file
   environments/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.yaml: the name must be at most 50 lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       it becomes file names, a Terraform stack and a construct id: rename the file
  `);
});

test('refuses an empty file, one over 1 MiB and one that is not there', () => {
  project({ 'environments/empty.yaml': '', 'environments/large.yaml': `# ${'x'.repeat(1024 * 1024)}` });
  const { faults } = loadEnvironments(root, [
    'environments/empty.yaml',
    'environments/large.yaml',
    'environments/gone.yaml',
  ]);
  expect(faults.map(describeFault).join('\n')).toMatchInlineSnapshot(`
   environments/empty.yaml:1:1: must be a mapping, got an empty file
       write "key: value" lines
   environments/large.yaml: is over 1 MiB, got 1048578 bytes
       this is no file written by hand: check the path
   environments/gone.yaml: no such file
       check the path
  `);
});

test('refuses two files of one name', () => {
  expect(faultsOf({ 'environments/a.yaml': GOOD, 'more/a.yaml': GOOD }, ['environments/a.yaml', 'more/a.yaml']))
    .toMatchInlineSnapshot(`
   more/a.yaml: has the same name as environments/a.yaml
       rename one of them, or name it only once
  `);
});

test('finds the values files relative to the environment, and tells of them relative to the project', () => {
  project({
    'environments/a.yaml': GOOD.replace(' }', ', values: ../values/a.yaml, secretValues: ../secrets/a.yaml }'),
    'values/a.yaml': 'service: {}\n',
  });
  const { environments, faults } = loadEnvironments(root);
  expect(faults).toEqual([]);
  expect(environments[0]?.values.get('my-release')).toEqual({ file: 'values/a.yaml', text: 'service: {}\n' });
  expect(environments[0]?.environment.releases[0]?.secretValues).toBe('secrets/a.yaml');
});

test('refuses a values file that is missing or a folder, and secrets among the environments', () => {
  expect(
    faultsOf({
      'environments/a.yaml':
        'project: my-project\nloadBalancer: { name: lb }\nreleases:\n' +
        '  - { name: a, host: a.io, values: ../gone.yaml, secretValues: secret.yaml }\n' +
        '  - { name: b, host: b.io, values: .. }\n',
    }),
  ).toMatchInlineSnapshot(`
   environments/a.yaml:4:36 releases[0].values: no such file, got "../gone.yaml"
       paths are relative to environments/
   environments/a.yaml:4:64 releases[0].secretValues: must not lie in environments/, got "secret.yaml"
       git keeps that folder: put it into secrets/, e.g. ../secrets/my-release.yaml
   environments/a.yaml:5:36 releases[1].values: must be a file, got ".."
       paths are relative to environments/
  `);
});

test('tells of a chart newer than any that was looked at, and goes on', () => {
  project({ 'environments/a.yaml': GOOD.replace(' }', ', chart: 5.0.99 }') });
  const { environments, notes } = loadEnvironments(root);
  expect(environments).toHaveLength(1);
  expect(notes.map(describeFault).join('\n')).toMatchInlineSnapshot(`
   environments/a.yaml:1:1 region: is not written, and us-west1 is taken
       write the region of the cluster
   environments/a.yaml:3:60 releases[0].chart: the templates of 5.0.99 were not looked at; the newest that were are those of 5.0.19
       compare helm template of both before you apply: 5.0.99 starts Milvus 3.0 unless milvus names another
  `);
});

test('tells that no region is written, and which is taken', () => {
  project({ 'environments/a.yaml': GOOD, 'environments/b.yaml': `region: us-east1\n${GOOD}` });
  const { environments, notes } = loadEnvironments(root);
  expect(environments).toHaveLength(2);
  expect(notes.map(describeFault).join('\n')).toMatchInlineSnapshot(`
   environments/a.yaml:1:1 region: is not written, and us-west1 is taken
       write the region of the cluster
  `);
});

test('a network policy draws no note: whether the cluster enforces it is for preflight to ask', () => {
  project({ 'environments/a.yaml': `region: us-east1\n${GOOD.replace(' }', ', networkPolicy: {} }')}` });
  expect(loadEnvironments(root).notes).toEqual([]);
});

test('reads an environment through a symbolic link', () => {
  project({ 'elsewhere.yaml': GOOD, 'environments/schema.json': '{}' });
  symlinkSync('../elsewhere.yaml', join(root, 'environments/a.yaml'));
  expect(loadEnvironments(root).environments.map(({ name }) => name)).toEqual(['a']);
});
