import { randomBytes } from 'node:crypto';
import type { Fault } from '../errors';
import { type Sdk, callCodeOf, versionOf, withClient } from '../live/milvus-client';
import { FIRST_USER } from '../milvus/service';

/** What a password may be, in bytes of UTF-8: Milvus' own limits. */
export const PASSWORD_BYTES = { min: 6, max: 72 } as const;

/**
 * What is known of the first user: `first`: the password that everybody knows works. `changed`: it does not. `open`:
 * Milvus lets everybody in, whatever the password. Else the code of the call that failed.
 */
export type FirstPassword = 'first' | 'changed' | 'open' | { readonly code: string };

/** Asks, and changes nothing. */
export async function readFirstPassword(sdk: Sdk, address: string): Promise<FirstPassword> {
  const first = await signIn(sdk, address, FIRST_USER.password);
  if (first !== 'in') return first === 'UNAUTHENTICATED' ? 'changed' : { code: first };
  const random = await signIn(sdk, address, randomBytes(12).toString('hex'));
  if (random === 'in') return 'open';
  return random === 'UNAUTHENTICATED' ? 'first' : { code: random };
}

/** Whether a password gets the first user in; else the code of the call. */
export async function signIn(sdk: Sdk, address: string, password: string): Promise<string> {
  try {
    const version = await withClient(sdk, { address }, `${FIRST_USER.name}:${password}`, versionOf);
    return version === '' ? 'NO_VERSION' : 'in';
  } catch (error) {
    return callCodeOf(error);
  }
}

/** How a change ended: `unproven` where it was made, and the new password does not get in or the first one still does. */
export type Change = 'changed' | { readonly step: 'change' | 'prove'; readonly code: string };

/** Changes the first password in one call, and proves that the new one works and the first one does not. */
export async function changeFirstPassword(sdk: Sdk, address: string, password: string): Promise<Change> {
  const { name: username, password: oldPassword } = FIRST_USER;
  try {
    const { error_code: code } = await withClient(sdk, { address }, `${username}:${oldPassword}`, (client) =>
      client.updateUser({ username, oldPassword, newPassword: password }),
    );
    if (code !== 'Success') return { step: 'change', code: String(code) };
  } catch (error) {
    return { step: 'change', code: callCodeOf(error) };
  }
  const proof = await proofOf(sdk, address, password);
  return proof === undefined ? 'changed' : { step: 'prove', code: proof };
}

/** Proxies may remember the old one for a moment. */
async function proofOf(sdk: Sdk, address: string, password: string): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    const [now, before] = [await signIn(sdk, address, password), await signIn(sdk, address, FIRST_USER.password)];
    if (now === 'in' && before === 'UNAUTHENTICATED') return undefined;
    if (tries === TRIES) return now === 'in' ? 'FIRST_PASSWORD' : now;
    await new Promise((again) => setTimeout(again, PAUSE));
  }
}

const TRIES = 4;
const PAUSE = 1000;

/** Why the first password is not changed. */
export function firstPasswordFault(release: string, found: Exclude<FirstPassword, 'first'>): Fault {
  const first = `${FIRST_USER.name}:${FIRST_USER.password}`;
  if (found === 'changed') {
    return {
      message: `${release}: ${first} does not get in: somebody has changed the password before`,
      cure: 'nothing is to be done if that was you: MILVUS_NEW_PASSWORD proves that it is the one you know',
    };
  }
  if (found === 'open') {
    return {
      message: `${release}: Milvus lets everybody in, whatever the password`,
      cure: 'authorization is not on in what runs: helm upgrade with the values of dist/ comes first',
    };
  }
  return { message: `${release}: Milvus does not answer: ${found.code}`, cure: 'try again; look at its logs' };
}

export function changeFault(release: string, { step, code }: Exclude<Change, 'changed'>): Fault {
  const { name, password } = FIRST_USER;
  if (step === 'change') {
    const message = `${release}: Milvus did not change the password: ${code}`;
    return { message, cure: `take it that ${name}:${password} still works, and run it again` };
  }
  const message =
    code === 'FIRST_PASSWORD'
      ? `${release}: the new password gets in, but ${name}:${password} still does too`
      : `${release}: the password was changed, and does not get in: ${code}`;
  return { message, cure: 'wait a minute, and run it again with MILVUS_NEW_PASSWORD: it says how it is' };
}
