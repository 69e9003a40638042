import type { Result, Stage } from '../live/verify/stage';
import { CALL_CAUSES, CALL_PREFIXES } from './call-causes';
import { type Cause, type Setup, type Told, applyAgain } from './cause';
import { CONNECTION_CAUSES, TLS_PREFIXES } from './connection-causes';
import { GATEWAY_CAUSES } from './gateway-causes';

/** Every likely cause of a failed stage, one a code; what is not known by its code is told by the stage alone. */
export function causesOf({ stage, codes }: Result, host: string, setup: Setup): readonly Cause[] {
  const own = setup.api === 'gateway' ? GATEWAY_CAUSES[stage] : undefined;
  return codes.map((code) => {
    const told = own?.[code] ?? CAUSES[stage][code] ?? byPrefix(code) ?? FALLBACKS[stage];
    return told(setup, host);
  });
}

/** Codes of which only the beginning tells. */
function byPrefix(code: string): Told | undefined {
  return Object.entries(PREFIXES).find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** By stage and code; docs/verify.md has them. */
export const CAUSES = { ...CONNECTION_CAUSES, ...CALL_CAUSES };
const PREFIXES = { ...TLS_PREFIXES, ...CALL_PREFIXES };

const generally =
  (what: string): Told =>
  ({ api }) => ({
    cause: what,
    cure:
      api === 'gateway'
        ? 'Look at the conditions and events of the Gateway, and at the logs of the proxies.'
        : 'Look at the events of the Ingress and at the logs of the proxies.',
  });

const FALLBACKS: Readonly<Record<Stage, Told>> = {
  dns: generally('the name cannot be looked up'),
  tcp: generally('there is no connection'),
  tls: generally('TLS fails'),
  alpn: generally('HTTP/2 is not offered'),
  routing: generally('the call gets no answer of Milvus'),
  milvus: generally('Milvus refuses the call'),
  'first-password': generally('whether the first password works cannot be told'),
  'write-test': generally('Milvus refuses the step'),
  'port-80': (setup) => ({ cause: `the environment says ${setup.http}`, cure: applyAgain(setup) }),
  rest: generally('REST refuses the call'),
};

/** What is worth knowing of a stage that did not fail. */
export const NOTES: Readonly<Record<string, string>> = {
  HOSTS: 'only this machine knows the name, by its own hosts file: DNS has no record',
  NO_SAN: 'the certificate has a common name and no SAN: pymilvus and Node take it, Go clients refuse it',
  ENDS_SOON: 'it ends soon: renew it now',
  NO_TOKEN: 'it asks for user and password, which are in none of MILVUS_TOKEN, MILVUS_USER and MILVUS_PASSWORD',
};
