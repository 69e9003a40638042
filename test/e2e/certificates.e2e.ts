import { X509Certificate } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { secretsByHand } from '../../src/topology/certificate-secrets';
import { certificateOfThePage } from './certificates';
import { ADDRESS, CLIENTS, type Change, NEVER_CONNECTED, QUICK, VERSION, codesOf, exitsOf } from './clients';
import { tlsCodeOf } from './http';
import { Site } from './site';

const HOST = 'my-release.milvus.io';

describe('with a certificate that an authority has signed', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('environments/guide.yaml');
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  const authority = (): string => readFileSync(site.authority.file, 'utf8');

  test('a client that does not know the authority stays out', async () => {
    expect(await tlsCodeOf(site.port('443'), HOST)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(codesOf(await site.clients.strangers().all(QUICK))).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  test('nobody gets in by IP without server_name', async () => {
    expect(await tlsCodeOf(site.port('443'), '', authority())).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    const byIp: Change = (code) => code.replace(HOST, ADDRESS).replace(/^ *tls: .*\n/m, '');
    const outcomes = await site.clients.all(QUICK, undefined, byIp);
    expect(codesOf(outcomes)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  test('nobody gets in on port 80', async () => {
    expect(await tlsCodeOf(site.port('80'), HOST, authority())).toBe('ERR_SSL_WRONG_VERSION_NUMBER');
    const outcomes = await site.clients.all(QUICK, undefined, (code) => code.replace(':443', ':80'));
    expect(codesOf(outcomes)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  test.each<[string, () => Change]>([
    ['port 443', () => inPlaintext],
    ['Milvus itself', () => (code) => inPlaintext(code).replace(`${HOST}:443`, `127.0.0.1:${podPort()}`)],
  ])('plaintext clients stay out at %s', async (_, change) => {
    const outcomes = await site.clients.all(CLIENTS, undefined, change());
    expect(exitsOf(outcomes)).toEqual([1, 1, 1]);
    expect(codesOf(outcomes)).toEqual(NEVER_CONNECTED);
  });
  const podPort = (): number => site.milvus.get('my-release')?.ports[19530] ?? 0;

  test('nobody gets in where HTTP/2 is not offered', async () => {
    await site.balance({ alpn: ['http/1.1'] });
    expect(codesOf(await site.clients.all(QUICK))).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  test('nobody gets in when it has expired', async () => {
    await site.balance({ certificates: [await site.authority.sign([HOST], -1)] });
    expect(await tlsCodeOf(site.port('443'), HOST, authority())).toBe('CERT_HAS_EXPIRED');
    const outcomes = await site.clients.all(CLIENTS);
    expect(exitsOf(outcomes)).toEqual([1, 1, 1]);
    expect(codesOf(outcomes)).toEqual(NEVER_CONNECTED);
  });

  describe('and a name that is no host of the Ingress', () => {
    const elsewhere = 'elsewhere.milvus.io';
    const wrongHost: Change = (code) => code.replaceAll(HOST, elsewhere);
    beforeAll(async () => {
      await site.balance({ certificates: [await site.authority.sign([HOST, elsewhere])] });
    });

    test('pymilvus gets UNIMPLEMENTED, Node no version', async () => {
      const outcomes = await site.clients.all(CLIENTS, undefined, wrongHost);
      expect(codesOf(outcomes)).toEqual(['UNIMPLEMENTED', 'UNIMPLEMENTED', undefined]);
      expect(exitsOf(outcomes)).toEqual([1, 1, 1]);
    });

    test('Node connects to nothing and goes on, unless it looks at the version', async () => {
      const careless: Change = (code) => wrongHost(code).replace(/^ *if \(!version\).*$/m, '');
      const { exit, out } = await site.clients.run('node', 'node-by-name', undefined, careless);
      expect({ exit, out }).toEqual({ exit: 0, out: 'undefined\n' });
    });

    test('which is what Node calls by IP without default_authority', async () => {
      const withoutAuthority: Change = (code) => code.replace(/ channelOptions: \{.*?\},/, '');
      const { exit, grpc } = await site.clients.run('node', 'node-by-ip', undefined, withoutAuthority);
      expect({ exit, grpc }).toEqual({ exit: 1, grpc: [] });
    });
  });
});

describe('with a self-signed certificate', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('examples/guide-self-managed.yaml');
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  const versions = async (): Promise<string[]> => (await site.clients.all(CLIENTS)).map(({ out }) => out.trim());
  const everyVersion = CLIENTS.map(() => VERSION);
  const given = (): string => site.path('secrets/guide-self-managed/my-release-milvus-tls.crt');

  test('a client that was not given it stays out', async () => {
    expect(await tlsCodeOf(site.port('443'), HOST)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    const withoutFile: Change = (code) => code.replace(/^ *(server_pem_path=|tls: ).*$/m, '');
    const outcomes = await site.clients.all(CLIENTS, undefined, withoutFile);
    expect(exitsOf(outcomes)).toEqual([1, 1, 1]);
    expect(codesOf(outcomes)).toEqual(NEVER_CONNECTED);
  });

  test('it is replaced without cutting off anybody who has a file with both', async () => {
    const before = readFileSync(given(), 'utf8');
    const [secret] = secretsByHand(site.topology);
    const made = await site.makeSecret(secret!);
    writeFileSync(given(), made + before);
    expect(await versions()).toEqual(everyVersion); // the old one is still served
    await site.balance();
    expect(await versions()).toEqual(everyVersion);

    writeFileSync(given(), before);
    expect(codesOf(await site.clients.all(QUICK))).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  test("the page's own, a common name without SAN, is accepted by pymilvus and Node", async () => {
    const page = await certificateOfThePage(HOST);
    expect(new X509Certificate(readFileSync(page.crt)).subjectAltName).toBeUndefined();
    copyFileSync(page.crt, given());
    await site.balance({ certificates: [page] });
    expect(await versions()).toEqual(everyVersion);
  });
});

function inPlaintext(code: string): string {
  return code.replace('https://', 'http://').replace('ssl: true', 'ssl: false');
}
