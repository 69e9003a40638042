import type { Format } from './format';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands, which GitHub shows beside the lines of a pull request. */
export const github: Format = ({ findings }) =>
  findings
    .map(({ severity, at, rule, message, why, cure, see }) => {
      const body = escaped([message, `Why: ${why}.`, `Cure: ${cure}`, see].join('\n'));
      const place = `file=${property(at.file)},line=${at.line},col=${at.col},title=${rule}`;
      return `::${COMMANDS[severity]} ${place}::${body}\n`;
    })
    .join('');

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
