import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf } from '../src/apps/outputs';
import { loadTargets, stacksOf } from '../src/apps/targets';
import { writeStacks } from '../src/gcp/app';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'examples-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const examples = readdirSync('examples').filter((name) => name.endsWith('.yaml'));

test.each(examples)('%s synthesizes the same files as ever', (name) => {
  const { targets } = loadTargets(process.cwd(), [`examples/${name}`]);
  const files = new Map(textsOf(targets));
  writeStacks(join(folder, 'terraform'), stacksOf(targets));
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('cdk.tf.json')) files.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  for (const [path, text] of files) expect(text).toMatchSnapshot(path);
});
