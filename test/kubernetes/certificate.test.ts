import { Certificate, type CertificateProps } from '../../src/kubernetes/certificate';
import { complaintsOf, yamlOf } from './yaml-of';

const props: CertificateProps = {
  name: 'my-release-milvus-backend-tls',
  secretName: 'my-release-milvus-backend-tls',
  dnsNames: ['my-release-milvus.default.svc'],
  issuer: { kind: 'ClusterIssuer', name: 'internal-ca' },
};
const complaintsWith = (more: Partial<CertificateProps>) =>
  complaintsOf((scope) => new Certificate(scope, 'cert', { ...props, ...more }));

test('asks an issuer to fill a Secret', () => {
  expect(yamlOf((scope) => new Certificate(scope, 'cert', props))).toMatchInlineSnapshot(`
   apiVersion: cert-manager.io/v1
   kind: Certificate
   metadata:
     name: my-release-milvus-backend-tls
   spec:
     secretName: my-release-milvus-backend-tls
     dnsNames:
       - my-release-milvus.default.svc
     issuerRef:
       kind: ClusterIssuer
       name: internal-ca
  `);
});

test('takes wildcards', () => {
  expect(complaintsWith({ dnsNames: ['*.milvus.io', 'milvus.io'] })).toEqual([]);
});

test('names every fault at once', () => {
  const faults = {
    secretName: 'Tls',
    dnsNames: ['A.io', '10.0.0.1', 'a.*.io', 'b.io', 'b.io'],
    issuer: { kind: 'Authority' as 'Issuer', name: '' },
  };
  expect(complaintsWith(faults).join('\n')).toMatchInlineSnapshot(`
   prod/cert secretName: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got "Tls"
   prod/cert dnsNames[0]: must be lower case, got "A.io"
       did you mean a.io?
   prod/cert dnsNames[1]: must be a DNS name, not an IP address or a URL, got "10.0.0.1"
   prod/cert dnsNames[2]: must be a DNS name such as milvus.example.com, got "a.*.io"
   prod/cert dnsNames[4]: is the same as dnsNames[3]: "b.io"
   prod/cert issuer.kind: must be Issuer or ClusterIssuer, got "Authority"
   prod/cert issuer.name: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got ""
  `);
});

test('rejects a certificate for nothing', () => {
  expect(complaintsWith({ dnsNames: [] })).toEqual(['prod/cert dnsNames: must be at least one DNS name, got none']);
});
