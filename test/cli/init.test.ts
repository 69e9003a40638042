import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type InitOptions, init } from '../../src/cli/init';
import { loadTargets } from '../../src/apps/targets';
import { UserError, WrongUse } from '../../src/errors';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const ANSWERED = { project: 'my-project', region: 'us-west1', host: 'milvus.example.com' };
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

async function run(options: Partial<InitOptions> = {}, name = 'staging'): Promise<string> {
  let stdout = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(process.stdout, 'write').mockImplementation((part) => Boolean((stdout += String(part))));
  try {
    expect(await init(folder, name, { release: [], cluster: false, ...options })).toBe(0);
  } finally {
    jest.mocked(process.stdout.write).mockRestore();
  }
  return stdout;
}

test('an empty folder becomes a project, and says what to fill in', async () => {
  expect(await run()).toMatchInlineSnapshot(`
   wrote environments/staging.yaml
   wrote cdk8s.yaml
   wrote cdktf.json
   wrote .gitignore

   Fill in, in environments/staging.yaml, where it stands as a comment:
     project
     releases[0].host

   Next, after that: npx milvus-l7 synth
  `);
  expect(read('environments/staging.yaml')).toMatchInlineSnapshot(`
   # yaml-language-server: $schema=../node_modules/milvus-gke-l7/environments/schema.json
   # project: my-project # required: the Google Cloud project id
   # region: us-west1 # the default
   releases:
     - name: milvus
       # host: milvus.example.com # required: the DNS name that clients use
       chart: 5.0.19

   # What stands here is the default. node_modules/milvus-gke-l7/docs/environment.md has every key.
   # certificate: google-managed # self-managed, or { type: pre-shared, names: […] }
   # loadBalancer:
   #   scheme: external # internal: inside the VPC network; needs region, gcp.network
   #   http: redirect # closed: nothing listens on port 80
   #   securityPolicy: none # { allow: [203.0.113.0/24] }: who may call
   # gcp:
   #   helmRelease: false # true: Terraform installs Milvus, not helm
   #   state: local # { gcs: { bucket: my-state } }
   # # dns: { zone: { existing: my-zone } } # makes an A record for each host
   # # network: { create: {} }, cluster: { create: {} }, storage: { create: {} }
  `);
});

test('keeps out of git what this project keeps out, but for what its own building makes', async () => {
  await run();
  const ours = readFileSync('.gitignore', 'utf8').split('\n');
  const built = ['lib/', 'coverage/', '*.tgz'];
  expect(read('.gitignore').split('\n')).toEqual(ours.filter((line) => !line.startsWith('#') && !built.includes(line)));
});

test('in a clone, the schema and the docs are beside the environments', async () => {
  mkdirSync(join(folder, 'environments'));
  write('environments/schema.json', '{}');
  await run();
  const text = read('environments/staging.yaml');
  expect(text).toContain('$schema=./schema.json\n');
  expect(text).toContain(' docs/environment.md has every key.\n');
});

test('what is answered is an environment in order', async () => {
  expect(await run(ANSWERED)).not.toContain('Fill in');
  const { targets } = loadTargets(folder, ['environments/staging.yaml']);
  expect(targets.map(({ topology }) => topology.releases.map(({ name, host }) => [name, host]))).toEqual([
    [['milvus', 'milvus.example.com']],
  ]);
});

test('several releases get a name for what they share', async () => {
  await run({ release: ['one', 'two'], project: 'my-project' });
  expect(read('environments/staging.yaml')).toContain('loadBalancer:\n  name: milvus\n');
  expect(parse(read('environments/staging.yaml'))).toMatchObject({ releases: [{ name: 'one' }, { name: 'two' }] });
});

test('adds to files that are there what they lack, and keeps all the rest', async () => {
  write('package.json', '{\n    "name": "team",\n    "scripts": { "lint": "eslint ." }\n}\n');
  write('.gitignore', 'node_modules/\nmine');
  write('cdk8s.yaml', 'mine');
  expect(await run()).toContain('added to package.json: the script synth\n');
  expect(JSON.parse(read('package.json'))).toEqual({
    name: 'team',
    scripts: { lint: 'eslint .', synth: 'milvus-l7 synth' },
  });
  expect(read('package.json')).toMatch(/^\{\n {4}"name"/);
  expect(read('.gitignore').split('\n').slice(0, 3)).toEqual(['node_modules/', 'mine', 'secrets/']);
  expect(read('cdk8s.yaml')).toBe('mine');
  expect(JSON.parse(read('cdktf.json'))).toMatchObject({ projectId: 'team' });
});

test('a second environment finds the project made', async () => {
  write('package.json', '{}');
  await run();
  const before = ['package.json', '.gitignore', 'cdk8s.yaml', 'cdktf.json'].map(read);
  expect(await run({}, 'production')).toMatch(/^wrote environments\/production\.yaml\n\n/);
  expect(['package.json', '.gitignore', 'cdk8s.yaml', 'cdktf.json'].map(read)).toEqual(before);
});

test('overwrites nothing, and then writes nothing else', async () => {
  mkdirSync(join(folder, 'environments'));
  write('environments/staging.yaml', 'mine');
  await expect(run()).rejects.toThrow(UserError);
  expect(read('environments/staging.yaml')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['environments']);
});

test('leaves nothing half made where a file cannot be written', async () => {
  write('environments', 'a file in the place of a folder');
  await expect(run()).rejects.toThrow('cannot be written: ');
  expect(existsSync(join(folder, 'cdk8s.yaml'))).toBe(false);
});

test.each(['package.json', '.gitignore'])('leaves nothing half made where %s cannot grow', async (file) => {
  write('package.json', '{}');
  write('.gitignore', 'mine');
  // What stands in the way of its next version.
  mkdirSync(join(folder, `${file}.${process.pid}.next`));
  const before = readdirSync(folder);
  await expect(run()).rejects.toThrow(`${file}: cannot be written: `);
  expect(readdirSync(folder)).toEqual(before);
  expect(['package.json', '.gitignore'].map(read)).toEqual(['{}', 'mine']);
});

test('a file that grows keeps its mode, and stays the link that it is', async () => {
  write('shared', 'mine\n');
  chmodSync(join(folder, 'shared'), 0o640);
  symlinkSync('shared', join(folder, '.gitignore'));
  await run();
  expect(lstatSync(join(folder, '.gitignore')).isSymbolicLink()).toBe(true);
  expect(read('shared')).toMatch(/^mine\nnode_modules\/\n/);
  expect(statSync(join(folder, 'shared')).mode & 0o777).toBe(0o640);
});

test('a package.json that is none is told before anything is written', async () => {
  write('package.json', '[]');
  await expect(run()).rejects.toThrow('package.json: must be a JSON object');
  expect(readdirSync(folder)).toEqual(['package.json']);
});

test.each<[string, Partial<InitOptions>, string]>([
  ['Staging', {}, 'the name must be at most 50'],
  ['staging', { host: 'Milvus.example.com' }, '--host: must be lower case'],
  ['staging', { host: 'https://a.example.com/' }, '; did you mean "a.example.com"?'],
  ['staging', { project: 'P' }, '--project: must be a project id'],
  ['staging', { region: 'west' }, '--region: must be a region'],
  ['staging', { namespace: 'a.b' }, '--namespace: must be '],
  ['staging', { release: ['1st'] }, '--release: must be '],
  ['staging', { release: ['one', 'one'] }, '--release: must differ from releases[0].name'],
  ['staging', { release: ['one', 'two'], host: 'a.example.com' }, '--host goes with one release'],
])('refuses %s %j', async (name, options, message) => {
  const refused = run({ ...options }, name);
  await expect(refused).rejects.toThrow(WrongUse);
  await expect(refused).rejects.toThrow(message);
  expect(readdirSync(folder)).toEqual([]);
});
