import { TLS_MODE } from '../../../milvus/service';
import { USER_YAML } from '../../../milvus/values';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { releaseValuesIn, wordAt } from '../../release-values';
import type { ReleaseValues } from '../../release-values';

export const demoCertificateIsServed: Danger = {
  id: 'demo-certificate-is-served',
  why: "the certificate in Milvus' image has a private key that everybody can download: whoever is on the way between load balancer and pods can read and change what passes",
  cure: 'Keep `backendCertificate: secret`, the default, or name a Secret or an issuer of your own.',
  see: PAGES.tls,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const mode = wordAt(after.settings, USER_YAML.tlsMode) ?? TLS_MODE.off;
      if (mode === TLS_MODE.off || isDemo(before) || !isDemo(after)) continue;
      yield { on, message: 'Milvus serves the certificate of its image again, instead of one of your own' };
    }
  },
};

/** Where nothing is said, Milvus takes what lies in its image. */
function isDemo({ settings }: ReleaseValues): boolean {
  const path = wordAt(settings, USER_YAML.serverPemPath);
  return path === undefined || /(^|\/)configs\/cert\/server\.pem$/.test(path);
}
