import { X509Certificate, createPrivateKey } from 'node:crypto';
import { type KeyPair, makeKeyPair } from '../../src/operations/certificate';

const NOW = new Date('2026-11-28T12:00:00.500Z');
const NAMES = ['milvus.default.svc', 'milvus.default.svc.cluster.local', '*.two.example.com'];

let pair: KeyPair;
let certificate: X509Certificate;
beforeAll(async () => {
  pair = await makeKeyPair('milvus.default.svc', NAMES, NOW);
  certificate = new X509Certificate(pair.certificate);
});

test('makes a certificate of its own key, signed by that', () => {
  expect(certificate.checkPrivateKey(createPrivateKey(pair.key))).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
  expect(pair.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n(.{1,64}\n)+-----END PRIVATE KEY-----\n$/);
});

test('has every name as SAN, which Go insists on', () => {
  expect(certificate.subjectAltName).toBe(NAMES.map((name) => `DNS:${name}`).join(', '));
  expect(certificate.subject).toBe('CN=milvus.default.svc');
  expect(certificate.checkHost('one.two.example.com')).toBe('*.two.example.com');
});

test('is for a server and is no authority', () => {
  expect(certificate.ca).toBe(false);
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test('is valid for 398 days, from a little earlier on', () => {
  expect(new Date(certificate.validFrom)).toEqual(new Date('2026-11-28T11:55:00Z'));
  expect(new Date(certificate.validTo)).toEqual(new Date('2027-12-31T11:55:00Z'));
  expect(pair.notAfter).toEqual(new Date('2027-12-31T11:55:00Z'));
});

test('has another key and serial number each time', async () => {
  const other = await makeKeyPair('milvus.default.svc', NAMES, NOW);
  const serials = [certificate, new X509Certificate(other.certificate)].map(({ serialNumber }) => serialNumber);
  expect(new Set(serials).size).toBe(2);
  expect(serials.every((serial) => /^[4-7][0-9A-F]{31}$/.test(serial))).toBe(true);
  expect(other.key).not.toBe(pair.key);
});
