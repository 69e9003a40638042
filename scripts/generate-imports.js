// Writes imports/*.ts from the sources that cdk8s.yaml lists; another folder may be named as the argument.
const { execFileSync } = require('node:child_process');
const { dirname, join, resolve } = require('node:path');

const root = join(__dirname, '..');
const output = resolve(process.argv[2] ?? join(root, 'imports'));
const cli = join(dirname(require.resolve('cdk8s-cli/package.json', { paths: [root] })), 'bin', 'cdk8s');

execFileSync(process.execPath, [cli, 'import', '--language', 'typescript', '--output', output], {
  cwd: root,
  // Looking for a newer cdk8s-cli is the one thing that would go out.
  env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
