import { devDependencies } from '../../package.json';
import { optional, packagesToInstall } from '../../src/cli/optional';
import { UserError } from '../../src/errors';

const needs = { names: /^@kubernetes\//, needed: 'asking a cluster needs a client', install: ['@kubernetes/client@1'] };

test('hands over what it loads', async () => {
  expect(await optional(() => Promise.resolve('loaded'), needs)).toBe('loaded');
});

test.each([
  ['MODULE_NOT_FOUND', "Cannot find module '@kubernetes/client/deep.js'\nRequire stack: …"],
  [
    'MODULE_NOT_FOUND',
    "milvus-gke-l7 tried to access @kubernetes/client (a peer dependency) but it isn't provided by its ancestors; this makes the require call ambiguous and unsound.",
  ],
  ['ERR_MODULE_NOT_FOUND', "Cannot find package '@kubernetes/client' imported from …"],
])('says what to install where a package is missing: %s', async (code, message) => {
  await expect(optional(() => Promise.reject(Object.assign(new Error(message), { code })), needs)).rejects.toEqual(
    new UserError([
      {
        message: 'asking a cluster needs a client, and @kubernetes/client is not installed',
        cure: 'npm install --save-dev @kubernetes/client@1',
      },
    ]),
  );
});

test('leaves other errors alone, those of a package that must be there too', async () => {
  const error = Object.assign(new Error("Cannot find module 'yaml'"), { code: 'MODULE_NOT_FOUND' });
  await expect(optional(() => Promise.reject(error), needs)).rejects.toBe(error);
});

test('nothing is to be installed where all is there', () => {
  expect(packagesToInstall()).toEqual([]);
});

test('says of each that is missing which version, and keeps together what goes together', () => {
  expect(packagesToInstall((name) => name === 'cdktf' || name.startsWith('@kubernetes/'))).toEqual([
    [expect.stringMatching(/^@cdktf\/provider-google@\d/), expect.stringMatching(/^@cdktf\/provider-helm@\d/)],
    [expect.stringMatching(/^@zilliz\/milvus2-sdk-node@\d/)],
  ]);
});

test('what is to be installed is what this project is tested with', () => {
  const tested = Object.entries(devDependencies).map(([name, version]) => `${name}@${version}`);
  expect(tested).toEqual(expect.arrayContaining(packagesToInstall(() => false).flat()));
});
