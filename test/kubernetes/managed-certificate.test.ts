import { ManagedCertificate, type ManagedCertificateProps } from '../../src/kubernetes/managed-certificate';
import { complaintsOf, yamlOf } from './yaml-of';

const complaintsWith = (domains: ManagedCertificateProps['domains']) =>
  complaintsOf((scope) => new ManagedCertificate(scope, 'cert', { name: 'my-release-milvus-tls', domains }));
const domainsOf = (count: number) => Array.from({ length: count }, (_, index) => `a${index}.milvus.io`);

test('lists the domains', () => {
  const yaml = yamlOf(
    (scope) =>
      new ManagedCertificate(scope, 'cert', {
        name: 'my-release-milvus-tls',
        namespace: 'milvus',
        domains: ['my-release.milvus.io'],
      }),
  );
  expect(yaml).toMatchInlineSnapshot(`
   apiVersion: networking.gke.io/v1
   kind: ManagedCertificate
   metadata:
     name: my-release-milvus-tls
     namespace: milvus
   spec:
     domains:
       - my-release.milvus.io
  `);
});

test('takes 1 to 100 domains of up to 63 characters', () => {
  expect(complaintsWith(domainsOf(1))).toEqual([]);
  expect(complaintsWith(domainsOf(100))).toEqual([]);
  expect(complaintsWith([`${'a'.repeat(53)}.milvus.io`])).toEqual([]);
});

test.each([0, 101])('rejects %d domains', (count) => {
  expect(complaintsWith(domainsOf(count))).toEqual([`prod/cert domains: must be 1 to 100 domains, got ${count}`]);
});

test.each([
  ['*.milvus.io', 'must not be a wildcard, got "*.milvus.io"', 'name the host in full'],
  ['A.milvus.io', 'must be lower case, got "A.milvus.io"', 'did you mean a.milvus.io?'],
  ['localhost', 'must be a full domain name, got "localhost"', 'e.g. milvus.example.com'],
  ['10.0.0.1', 'must be a full domain name, got "10.0.0.1"', 'e.g. milvus.example.com'],
  ['a_b.milvus.io', 'must be a full domain name, got "a_b.milvus.io"', 'e.g. milvus.example.com'],
  [`${'a'.repeat(54)}.milvus.io`, `must be at most 63 characters, got "${'a'.repeat(54)}.milvus.io"`, 'shorten it'],
])('rejects the domain %j', (domain, message, ...cures: string[]) => {
  expect(complaintsWith([domain])).toEqual([`prod/cert domains[0]: ${message}`, ...cures.map((cure) => `    ${cure}`)]);
});

test('rejects the same domain twice', () => {
  expect(complaintsWith(['a.milvus.io', 'b.milvus.io', 'a.milvus.io'])).toEqual([
    'prod/cert domains[2]: is the same as domains[0]: "a.milvus.io"',
  ]);
});
