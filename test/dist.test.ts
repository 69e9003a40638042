import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synth } from '../src/cli/synth';

/** Every file below a folder with its text. */
function textsIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter(
    (path) => statSync(join(folder, path)).isFile() && !/\.terraform|tfstate|manifest\.json/.test(path),
  );
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test('dist/ is what the environments synthesize (else: npm run synth)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'));
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await synth(process.cwd(), [], join(folder, 'dist'));
    expect(textsIn('dist')).toEqual(textsIn(join(folder, 'dist')));
  } finally {
    told.mockRestore();
    rmSync(folder, { recursive: true });
  }
});
