import type { Format } from './format';

/** For programs: a list, one object a finding. */
export const json: Format = ({ findings }) => {
  const plain = findings.map(({ at, frame: _, ...rest }) => ({ ...at, ...rest }));
  return `${JSON.stringify(plain, null, 2)}\n`;
};
