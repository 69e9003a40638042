import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiServer } from '../live/api-server';
import { type Finished, cleanEnvironment, finish } from './processes';
import { Site } from './site';
import { PROJECT, replaced } from './work';

const RELEASE = 'milvus-production';
const FILE = 'environments/production.yaml';
const PASSWORD = 'a password of some length';
const POD = 'milvus-production-proxy-0';

/** An API server that knows the pod of the site's Milvus and the Secret that is mounted there. */
async function apiServerOf(site: Site): Promise<ApiServer> {
  const api = await ApiServer.start();
  replaced('the API server', 'one that forwards the port of a pod by the same protocol, and holds one Secret');
  api.ports = { [`${POD}:19530`]: site.milvus.get(RELEASE)?.ports[19530] ?? 0 };
  const certificate = readFileSync(site.secret(`${RELEASE}-backend-tls`).crt).toString('base64');
  const pod = { metadata: { name: POD }, status: { conditions: [{ type: 'Ready', status: 'True' }] } };
  api.answer = (path) => {
    if (path.includes('/secrets/')) return { body: { data: { 'tls.crt': certificate } } };
    return path.includes('/pods?') ? { body: { items: [pod] } } : undefined;
  };
  writeFileSync(site.path('kubeconfig'), api.kubeconfig());
  return api;
}

describe('milvus-l7 password', () => {
  let site: Site;
  let api: ApiServer;
  const password = (MILVUS_NEW_PASSWORD: string): Promise<Finished> =>
    finish(process.execPath, [join(PROJECT, 'bin/milvus-l7.js'), 'password', join(PROJECT, FILE)], {
      cwd: site.path('.'),
      env: cleanEnvironment({ KUBECONFIG: site.path('kubeconfig'), MILVUS_NEW_PASSWORD }),
    });

  beforeAll(async () => {
    site = await Site.of(FILE);
    await site.install();
    api = await apiServerOf(site);
  });
  afterAll(async () => {
    await site.stop();
    await api.stop();
  });

  test('changes the password of a real Milvus, which then knows the new one only', async () => {
    const { exit, out, errors } = await password(PASSWORD);
    expect({ exit, errors: errors.replace(/, http.*/, '') }).toEqual({ exit: 0, errors: 'context here\n' });
    expect(out).toContain('the password of root is changed: the new one gets in, the first does not\n');
    expect(out + errors).not.toContain(PASSWORD);
  });

  test('may be run again, and refuses whoever knows another password', async () => {
    const again = await password(PASSWORD);
    expect({ exit: again.exit, out: again.out.split('\n').at(-2) }).toEqual({
      exit: 0,
      out: `${RELEASE}: the password of root is this one already: nothing to do`,
    });
    const other = await password('another password');
    expect(other.exit).toBe(1);
    expect(other.errors).toContain('root:Milvus does not get in: somebody has changed the password before');
  });
});
