import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNamed } from '../../src/cli/one-environment';
import { UserError, WrongUse } from '../../src/errors';
import { putOurEnvironments } from '../our-project';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-'));
  putOurEnvironments(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['production', 'environments/production.yaml', './environments/production.yaml'])(
  'finds an environment by %s',
  (named) => expect(environmentNamed(folder, named).topology.environment).toBe('production'),
);

test('finds an environment anywhere by its file', () => {
  cpSync('examples', join(folder, 'examples'), { recursive: true });
  expect(environmentNamed(folder, 'examples/internal.yaml').topology.environment).toBe('internal');
});

test('suggests the name that was probably meant', () => {
  expect(() => environmentNamed(folder, 'prodution')).toThrow(
    new WrongUse(['no environment prodution: did you mean production?']),
  );
});

test('names those there are', () => {
  expect(() => environmentNamed(folder, 'x')).toThrow('no environment x: environments/ has guide, production');
});

test('says that there are none', () => {
  rmSync(join(folder, 'environments'), { recursive: true });
  expect(() => environmentNamed(folder, 'production')).toThrow('environments/ has none');
  mkdirSync(join(folder, 'environments'));
});

test('tells the faults of one that has some', () => {
  writeFileSync(join(folder, 'environments/broken.yaml'), 'project: P\n');
  expect(() => environmentNamed(folder, 'broken')).toThrow(UserError);
});
