import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synth } from '../src/cli/synth';

/** The files that the list of ours names, with their text; other tools leave more there. */
function textsIn(folder: string): Record<string, string> {
  const list = readFileSync(join(folder, '.files'), 'utf8');
  const paths = ['.files', ...list.split('\n').filter(Boolean)];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test('dist/ is what the environments synthesize (else: npm run synth)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'));
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await synth(process.cwd(), [], { out: join(folder, 'dist') });
    expect(textsIn('dist')).toEqual(textsIn(join(folder, 'dist')));
  } finally {
    told.mockRestore();
    rmSync(folder, { recursive: true });
  }
});
