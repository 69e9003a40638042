import { X509Certificate, createPrivateKey } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { runbookOf } from '../../src/runbook/runbook';
import { Shell } from './shell';
import { snippetOf } from './snippets';
import { production, selfManaged, sharedSecret, tenants } from './topologies';

const DAY = 24 * 3600 * 1000;
const folderBlock = (page: string) => snippetOf(page, 'secrets-folder');

describe.each([
  [
    'backend',
    production,
    'milvus-production',
    'production/milvus-production-backend-tls',
    'milvus-production.default.svc',
  ],
  ['backend', tenants, 'alpha', 'tenants/shared-backend-tls', 'beta-milvus.search.svc.cluster.local'],
  ['frontend', selfManaged, 'my-release', 'guide-self-managed/my-release-milvus-tls', 'my-release.milvus.io'],
  ['frontend', tenants, 'beta', 'tenants/beta-milvus-tls', 'any.beta.example.com'],
  ['frontend', sharedSecret, 'alpha', 'shared-secret/wildcard-tls', 'alpha.example.com'],
  ['frontend', sharedSecret, 'alpha', 'shared-secret/wildcard-tls', 'beta.example.com'],
] as const)('the %s certificate of %#', (side, topology, release, file, host) => {
  const page = runbookOf(topology);
  const block = snippetOf(page, `${side}-certificate`, release);
  const shell = new Shell();
  const { codes, calls } = shell.paste([folderBlock(page), block]);
  const path = (suffix: string): string => join(shell.folder, 'secrets', `${file}.${suffix}`);
  const certificate = new X509Certificate(shell.read(`secrets/${file}.crt`));

  test('is a server certificate, version 3, that names the host as its subject alternative name', () => {
    expect(codes).toEqual({ 'secrets-folder': 0, [block.id]: 0 });
    expect(certificate.checkHost(host, { subject: 'never' })).toBeDefined();
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  test('is valid for 398 days at most', () => {
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / DAY;
    expect(days).toBeGreaterThan(397);
    expect(days).toBeLessThanOrEqual(398);
  });

  test('has an RSA key of 2048 bits that only its owner can read', () => {
    const key = createPrivateKey(shell.read(`secrets/${file}.key`));
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(statSync(path('key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(path('key'), '..')).mode & 0o777).toBe(0o700);
  });

  test('becomes a Secret by the names of its files', () => {
    const name = file.split('/')[1]!;
    expect(calls.at(-1)).toBe(
      `kubectl create secret tls ${name} --namespace ${topology.namespace} --cert ${name}.crt --key ${name}.key`,
    );
  });

  test('is neither made again nor overwritten by a second run', () => {
    const before = [shell.read(`secrets/${file}.key`), shell.read(`secrets/${file}.crt`)];
    const again = shell.paste([folderBlock(page), block]);
    expect(again.codes[block.id]).toBe(0);
    expect([shell.read(`secrets/${file}.key`), shell.read(`secrets/${file}.crt`)]).toEqual(before);
  });
});

test('keeps a Secret that is in the cluster, and fetches the certificate that clients need', () => {
  const page = runbookOf(selfManaged);
  const shell = new Shell();
  const served = shell.write('served.crt', 'what the load balancer serves\n');
  const { codes, calls } = shell.paste([folderBlock(page), snippetOf(page, 'frontend-certificate')], {
    FAKE_SECRET: served,
  });
  expect(codes).toEqual({ 'secrets-folder': 0, 'frontend-certificate': 0 });
  expect(calls.filter((call) => call.startsWith('kubectl create'))).toEqual([]);
  expect(shell.read('secrets/guide-self-managed/my-release-milvus-tls.crt')).toBe('what the load balancer serves\n');
  expect(() => shell.read('secrets/guide-self-managed/my-release-milvus-tls.key')).toThrow('ENOENT');
});

test('uses a certificate and a key that were put at their places before', () => {
  const page = runbookOf(selfManaged);
  const shell = new Shell();
  shell.write('secrets/guide-self-managed/my-release-milvus-tls.key', 'key');
  shell.write('secrets/guide-self-managed/my-release-milvus-tls.crt', 'leaf and intermediates');
  const { calls } = shell.paste([snippetOf(page, 'frontend-certificate')]);
  expect(calls).toHaveLength(2);
  expect(shell.read('secrets/guide-self-managed/my-release-milvus-tls.key')).toBe('key');
  expect(shell.read('secrets/guide-self-managed/my-release-milvus-tls.crt')).toBe('leaf and intermediates');
});

test('a replacement has new file names and replaces what the Secret holds', () => {
  const page = runbookOf(production);
  const shell = new Shell();
  const { codes, calls } = shell.paste([
    folderBlock(page),
    snippetOf(page, 'backend-certificate'),
    snippetOf(page, 'replace-backend-certificate'),
  ]);
  expect(codes['replace-backend-certificate']).toBe(0);
  const replacing = calls.slice(-3).map((call) => call.replace(/\.\d{8}\./g, '.DATE.'));
  // The two ends of a pipe start in no order.
  expect(replacing.sort()).toEqual([
    '  | kind: Secret',
    'kubectl apply --filename -',
    `kubectl create secret tls milvus-production-backend-tls --namespace default --cert milvus-production-backend-tls.DATE.crt --key milvus-production-backend-tls.DATE.key --dry-run=client --output yaml`,
  ]);
});
