import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformLocal, Testing, TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { literal } from '../../src/gcp/literal';
import { appOfNoFiles } from './app';

/** What cdktf writes for a text. */
function synthesized(text: string): string {
  const stack = new TerraformStack(appOfNoFiles(), 'stack');
  new TerraformLocal(stack, 'text', [literal(text)]);
  const { locals } = JSON.parse(Testing.synth(stack)) as { locals: { text: string[] } };
  return locals.text[0] ?? '';
}

/** Letters that mean something to Terraform, JSON, YAML or cdktf, more often than chance would have them. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('${', '%{', '$', '%', '{', '}', '"', '\\', '\n', '\r\n', '\t', '~', "'", '${TfToken[TOKEN.1]}'),
      fc.constantFrom(
        '$${',
        '%%{',
        '${a.b}',
        '%{ if x }',
        '\\${',
        '"${"',
        '\u2028',
        '\u0001',
        'é',
        '😀',
        '1e5',
        '<<EOT',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 20 },
  )
  // Terraform composes letters and accents; YAML reads both alike.
  .map((parts) => parts.join('').normalize('NFC'));

test.each([
  ['${a}', '$${a}'],
  ['%{ if a }', '%%{ if a }'],
  ['$${a}', '$$${a}'],
  ['100 % of $5', '100 % of $5'],
  ['{"a": "b\\n"}', '{"a": "b\\n"}'],
  ['${TfToken[TOKEN.1]}', '${"$"}{TfToken[TOKEN.1]}'],
])('writes %s as %s', (given, written) => {
  expect(synthesized(given)).toBe(written);
});

test('by the rules of Terraform strings, any text comes out as it went in', () => {
  const rules = (written: string) =>
    written.replace(/\$\{"(\$+)"\}|\$\$\{|%%\{/g, (found: string, dollars?: string) => dollars ?? found.slice(1));
  fc.assert(
    fc.property(text, (given) => {
      expect(rules(synthesized(given))).toBe(given);
    }),
  );
});

const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
const installed = spawnSync('terraform', ['version'], { env }).status === 0;

/** What Terraform makes of texts; the strings of its answer are JSON inside its own quotes. */
function evaluated(texts: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  try {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ locals: { texts: texts.map(synthesized) } }));
    const options = {
      cwd: folder,
      env,
      input: 'jsonencode(local.texts)\n',
      encoding: 'utf8',
      maxBuffer: 2 ** 24,
    } as const;
    return JSON.parse(JSON.parse(execFileSync('terraform', ['console', '-no-color'], options)) as string) as string[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (installed) {
  test('any text comes out of Terraform as it went in', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 50, maxLength: 100 }), (texts) => {
        expect(evaluated(texts)).toEqual(texts);
      }),
      { numRuns: 5 },
    );
  });

  test('100 kB of values come out of Terraform as they went in', () => {
    const line = 'key: "a \\"quoted\\" ${word}, %{ if } and \\\\ a backslash" # comment $$\n';
    const values = line.repeat(Math.ceil(100_000 / line.length));
    expect(evaluated([values])).toEqual([values]);
  });
} else {
  console.warn('not run: terraform is not installed');
  test.todo('not run: terraform is not installed');
}
