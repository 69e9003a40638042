import fc from 'fast-check';

/** Texts that YAML takes for something else where they are not quoted, and any others. */
export const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abY0:1.-_ #"\'{}[],&*!|>%@`~=?xoe+/\\\n'), maxLength: 9 }),
  fc.constantFrom('yes', 'on', 'Off', 'null', '~', '', '0o7', '012', '0x1F', '0b1', '1_000', '1e3', '.5', '5.', '.inf'),
  fc.constantFrom('.', 'e1', '-.', '1:30', '2001-01-01', '-', '---', '...', '- a', '<<', '=', "it's", 'a: b', 'a #b'),
  fc.constantFrom('two\nlines', 'two\nlines\n', '\n', ' \n', 'a\n ', '\n a', 'a\n\n', 'a\tb', 'a\r\nb'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
