import { holdsPrivateKey, holdsUrlPassword, isSecretName, isSecretPath } from '../../milvus/secrets';
import { USER_YAML_KEY } from '../../milvus/values';
import type { ReadYaml } from '../configuration';
import { values } from '../examples';
import { isMapping } from '../../source/plain';
import type { Path } from '../../source/plain';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const PLAIN = 'common: { security: { tlsMode: 1 } }';

export const noSecretsInValues: Rule = {
  id: 'no-secrets-in-values',
  severity: 'warning',
  why: 'values end up in git, in the history of the release, and on the screens of whoever looks',
  cure: 'Use workload identity (externalS3.useIAM), a Kubernetes Secret, or a second values file that is not in git.',
  see: PAGES.chart,
  *check({ values, readYaml }) {
    for (const one of values) {
      for (const path of secretsIn(one.value, readYaml)) {
        yield { on: one, path, message: 'holds a secret' };
      }
    }
  },
  examples: {
    good: [values(PLAIN, { more: 'externalS3: { enabled: true, useIAM: true, bucketName: milvus }' })],
    bad: [
      values(PLAIN, { more: 'externalS3: { enabled: true, accessKey: someone, secretKey: made-up }' }),
      values(`${PLAIN}\nminio: { secretAccessKey: made-up }`),
      values(`${PLAIN}\nmq: { address: 'amqp://someone:made-up@mq.example:5672' }`),
    ],
  },
};

function secretsIn(settings: unknown, read: ReadYaml): Path[] {
  const found: Path[] = [];
  const path: (string | number)[] = [];
  const visitAt = (step: string | number, value: unknown, isNamedSecret: boolean): void => {
    path.push(step);
    if (isNamedSecret && isSecretText(value)) found.push([...path]);
    else visit(value);
    path.pop();
  };
  const visit = (value: unknown): void => {
    if (path.length > MAX_DEPTH) return;
    if (path.at(-1) === USER_YAML_KEY && typeof value === 'string') {
      visit(read(value).settings);
    } else if (isMapping(value)) {
      const named = typeof value['name'] === 'string' && isSecretName(value['name']);
      for (const [key, inner] of Object.entries(value)) visitAt(key, inner, named && key === 'value');
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visitAt(index, item, false);
    } else if (isSecretText(value)) {
      if (isSecretPath(path) || holdsPrivateKey(value) || holdsUrlPassword(value)) found.push([...path]);
    }
  };
  visit(settings);
  return found;
}

/** Aliases can make a file deeper than it looks. */
const MAX_DEPTH = 50;

/** Not empty, no switch, and no place where a tool puts the secret in. */
function isSecretText(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '') return false;
  return !/^(y|yes|n|no|on|off|true|false)$|\$\{|\{\{|^ENC\[|^<[^>]*>$/i.test(value);
}
