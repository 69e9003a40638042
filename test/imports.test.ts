import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const root = join(__dirname, '..');
const sources = readdirSync(join(root, 'imports/crds'));

test('imports/ is what the definitions in imports/crds/ generate, to the byte', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    execFileSync(process.execPath, [join(root, 'scripts/generate-imports.js'), folder], { stdio: 'ignore' });
    const generated = readdirSync(folder).sort();
    expect(generated).toEqual(sources.map((source) => source.replace(/yaml$/, 'ts')).sort());
    for (const file of generated) {
      expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(root, 'imports', file), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

// Imports of one API group overwrite each other in silence.
test.each(sources)('%s defines its own API group and no other', (source) => {
  const documents = parseAllDocuments(readFileSync(join(root, 'imports/crds', source), 'utf8'));
  const groups = documents.map((document) => (document.toJS() as { spec: { group: string } }).spec.group);
  expect(new Set(groups)).toEqual(new Set([source.replace(/\.yaml$/, '')]));
});

// cdk8s import drops ranges, so the description is where a TypeScript user reads them.
test.each(sources)('every number of %s that has a range says so in its description', (source) => {
  const ranges = numbersIn(readFileSync(join(root, 'imports/crds', source), 'utf8'));
  for (const { description = '', minimum, maximum } of ranges) {
    if (maximum !== undefined) expect(description).toContain(`${minimum} to ${maximum}`);
  }
});

interface NumberSchema {
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

function numbersIn(text: string): NumberSchema[] {
  const found: NumberSchema[] = [];
  for (const document of parseAllDocuments(text)) {
    JSON.stringify(document.toJS(), (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'minimum' in value) found.push(value as NumberSchema);
      return value;
    });
  }
  return found;
}
