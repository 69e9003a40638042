import { lint } from '../../src/rules/run';
import { setupsIn } from './corpus';
import { pick, randomFrom, spoil } from './spoil';

jest.setTimeout(180_000);

const now = new Date('2026-01-01T00:00:00Z');
const files = [...setupsIn('good'), ...setupsIn('bad')].flatMap((setup) => setup.files);
const COUNT = 60 * Number(process.env['PROPERTY_RUNS'] ?? 15);

test(`${COUNT} spoilt documents stop no rule`, () => {
  for (let seed = 1; seed <= COUNT; seed++) {
    const random = randomFrom(seed);
    const file = pick(random, files);
    const text = spoil(file.text, random);
    let findings;
    try {
      findings = lint([{ file: file.file, text }], { now });
    } catch (error) {
      throw new Error(`seed ${seed}:\n${text}`, { cause: error });
    }
    for (const { at, message } of findings) {
      if (at.line >= 1 && at.col >= 1 && !message.includes('the rule itself failed')) continue;
      throw new Error(`seed ${seed}: ${at.line}:${at.col} ${message}\n${text}`);
    }
  }
});
