import { USER_YAML } from '../../milvus/values';
import { hasLoadBalancer, isTls, pathIn, textSetting, tlsModeOf } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const OWN = 'tls: { serverPemPath: /milvus/tls/tls.crt, serverKeyPath: /milvus/tls/tls.key }';

export const noDemoCertificate: Rule = {
  id: 'no-demo-certificate',
  severity: 'warning',
  why: 'Milvus serves the certificate of its image, whose private key is public: whoever is on the way can read along',
  cure: 'Mount a certificate of your own from a Secret, and name it in tls.serverPemPath and tls.serverKeyPath of user.yaml.',
  see: PAGES.tls,
  *check({ configurations }) {
    for (const configuration of configurations) {
      const mode = tlsModeOf(configuration);
      if (!hasLoadBalancer(configuration) || !isTls(mode)) continue;
      const paths = [USER_YAML.serverPemPath, USER_YAML.serverKeyPath];
      const demo = paths.find((path) => /^$|configs\/cert\//.test(textSetting(configuration, path) ?? ''));
      if (!demo) continue;
      const message = `${demo.join('.')} is not set to a file of yours: Milvus serves the demo certificate`;
      yield { on: configuration, path: pathIn(configuration, demo), message };
    }
  },
  examples: {
    good: [values(`common: { security: { tlsMode: 1 } }\n${OWN}`)],
    bad: [values('common: { security: { tlsMode: 1 } }')],
  },
};
