import { USER_YAML, SECURITY_CONTEXTS, VALUES, VOLUMES } from '../../milvus/values';
import { MILVUS_USER } from '../../milvus/service';
import { isAtLeast, milvusName } from '../../milvus/version';
import { listOf, mappingOf, textOf, valueAt } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import { textSetting } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isOff, isValues } from '../values';

const USER = `common: { security: { tlsMode: 1 } }
tls: { serverPemPath: /milvus/tls/tls.crt, serverKeyPath: /milvus/tls/tls.key }`;
const mounted = (mode: string, more = ''): string => `image: { all: { tag: v3.0.1 } }
proxy:
  replicas: 2
  volumes: [{ name: mine, secret: { secretName: mine${mode} } }]
  volumeMounts: [{ name: mine, mountPath: /milvus/tls }]
${more}`;

export const backendKeyIsReadable: Rule = {
  id: 'backend-key-is-readable',
  severity: 'error',
  why: `from 3.0 on Milvus runs as user and group ${MILVUS_USER}, no longer as root: a key that only root may read keeps it from starting`,
  cure: `Leave defaultMode out (0644), or write securityContext: { fsGroup: ${MILVUS_USER} } for the pods.`,
  see: PAGES.tls,
  *check({ configurations }) {
    for (const configuration of configurations.filter(isValues)) {
      const { milvus, value } = configuration;
      const file = textSetting(configuration, USER_YAML.serverKeyPath);
      if (file === undefined || isAtLeast(milvus, '3.0.0') !== true) continue;
      const mode = isOff(valueAt(value, VALUES.clusterEnabled)) ? 'standalone' : 'cluster';
      // A context of the component's own takes the place of the one for all.
      const own = valueAt(value, SECURITY_CONTEXTS[mode]);
      const context = mappingOf(own ?? valueAt(value, SECURITY_CONTEXTS.all));
      if (context['fsGroup'] !== undefined || Number(context['runAsUser']) === 0) continue;
      for (const path of modesOf(value, file)) {
        const message = `${milvusName(milvus)} cannot read its key: defaultMode ${String(valueAt(value, path))} is for root alone`;
        yield { on: configuration, path, message };
      }
    }
  },
  examples: {
    good: [
      values(USER, { more: mounted('') }),
      values(USER, { more: mounted(', defaultMode: 0444') }),
      values(USER, { more: mounted(', defaultMode: 256', 'securityContext: { fsGroup: 999 }') }),
      values(USER, { more: mounted(', defaultMode: 256').replace('v3.0.1', 'v2.6.15') }),
    ],
    bad: [
      values(USER, { more: mounted(', defaultMode: 256') }),
      values(USER, { more: mounted(', defaultMode: 0400') }),
    ],
  },
};

/** Where the mode stands of every Secret that holds the file and that others may not read. */
function* modesOf(value: Mapping, file: string): Generator<Path> {
  for (const { volumes, mounts } of Object.values(VOLUMES)) {
    const holding = listOf(valueAt(value, mounts))
      .map(mappingOf)
      .filter(({ mountPath }) => file.startsWith(`${(textOf(mountPath) ?? '\0').replace(/\/$/, '')}/`))
      .map(({ name }) => name);
    for (const [index, volume] of listOf(valueAt(value, volumes)).entries()) {
      const path = [...volumes, index, 'secret', 'defaultMode'];
      const mode = valueAt(value, path);
      if (holding.includes(mappingOf(volume)['name']) && mode !== undefined && !othersMayRead(mode)) yield path;
    }
  }
}

/** Helm reads YAML 1.1, where 0400 is octal; this reader takes it for 400, which as a decimal would be an odd mode. */
function othersMayRead(mode: unknown): boolean {
  const digits = String(mode);
  const isOctal = /^0?[04-7]{3}$/.test(digits) || /^0o/.test(digits);
  const bits = isOctal ? Number.parseInt(digits.replace(/^0o/, ''), 8) : Number(digits);
  return (bits & 0o4) !== 0;
}
