import { PodApi } from './pod-api';
import { Site } from './site';

const RELEASE = 'milvus-production';
const PASSWORD = 'a password of some length';

describe('milvus-l7 password', () => {
  let site: Site;
  let api: PodApi;
  beforeAll(async () => {
    site = await Site.of('environments/production.yaml');
    await site.install();
    api = await PodApi.of(site);
  });
  afterAll(async () => {
    await site.stop();
    await api.stop();
  });

  test('changes the password of a real Milvus, which then knows the new one only', async () => {
    const { exit, out, errors } = await api.password(PASSWORD);
    expect({ exit, asked: errors.includes('context here') }).toEqual({ exit: 0, asked: true });
    expect(out).toContain('the password of root is changed: the new one gets in, the first does not\n');
    expect(out + errors).not.toContain(PASSWORD);
  });

  test('may be run again, and refuses whoever knows another password', async () => {
    const again = await api.password(PASSWORD);
    expect({ exit: again.exit, out: again.out.split('\n').at(-2) }).toEqual({
      exit: 0,
      out: `${RELEASE}: the password of root is this one already: nothing to do`,
    });
    const other = await api.password('another password');
    expect(other.exit).toBe(1);
    expect(other.errors.replaceAll(/\s+/g, ' ')).toContain(
      'root:Milvus does not get in: somebody has changed the password before',
    );
  });
});
