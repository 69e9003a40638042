import { UserError, WrongUse } from '../errors';
import { FIRST_USER } from '../milvus/service';
import { PASSWORD_BYTES } from '../operations/first-password';
import { askSecretly } from './ask-secretly';

const VARIABLE = 'MILVUS_NEW_PASSWORD';

/** Where the new password comes from. */
export type NewPassword = { readonly given: string } | 'asked';

/**
 * The new password of the environment variable, which is taken away from whatever this process starts.
 *
 * @throws WrongUse where there is none and no terminal to ask on, UserError for one that Milvus would refuse
 */
export function newPassword(): NewPassword {
  const given = process.env[VARIABLE];
  Reflect.deleteProperty(process.env, VARIABLE);
  if (given !== undefined && given !== '') {
    const fault = faultOf(given);
    if (fault !== undefined) throw new UserError([{ path: VARIABLE, message: fault, cure: 'take another one' }]);
    return { given };
  }
  if (process.stdin.isTTY) return 'asked';
  throw new WrongUse([`standard input is no terminal, so nobody can be asked: ${VARIABLE} holds the new password`]);
}

/**
 * Asks for it twice, and again after what Milvus would refuse.
 *
 * @returns undefined where nobody answers
 */
export async function askForPassword(release: string, signal: AbortSignal): Promise<string | undefined> {
  const first = await askSecretly(`${release}: new password of ${FIRST_USER.name}: `, signal);
  if (first === undefined) return undefined;
  const fault = faultOf(first);
  if (fault !== undefined) {
    process.stderr.write(`it ${fault}\n`);
    return askForPassword(release, signal);
  }
  const second = await askSecretly(`${release}: the same once more: `, signal);
  if (second === undefined || second === first) return second;
  process.stderr.write('these are two different passwords\n');
  return askForPassword(release, signal);
}

function faultOf(password: string): string | undefined {
  const { min, max } = PASSWORD_BYTES;
  const bytes = Buffer.byteLength(password);
  if (bytes < min || bytes > max) return `must have ${min} to ${max} bytes, got ${bytes}`;
  return password === FIRST_USER.password ? 'must not be the one that everybody knows' : undefined;
}
