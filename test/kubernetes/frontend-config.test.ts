import { FrontendConfig, type FrontendConfigProps } from '../../src/kubernetes/frontend-config';
import { complaintsOf, yamlOf } from './yaml-of';

const yamlWith = (props: Omit<FrontendConfigProps, 'name'>) =>
  yamlOf((scope) => new FrontendConfig(scope, 'front', { name: 'milvus-frontendconfig', ...props }));
const complaintsWith = (props: Partial<FrontendConfigProps>) =>
  complaintsOf((scope) => new FrontendConfig(scope, 'front', { name: 'milvus-frontendconfig', ...props }));

test('redirects port 80 to https', () => {
  expect(yamlWith({ redirectToHttps: true })).toMatchInlineSnapshot(`
   apiVersion: networking.gke.io/v1beta1
   kind: FrontendConfig
   metadata:
     name: milvus-frontendconfig
   spec:
     redirectToHttps:
       enabled: true
  `);
});

test('redirects with another status and names an SSL policy', () => {
  expect(yamlWith({ redirectToHttps: true, responseCodeName: 'PERMANENT_REDIRECT', sslPolicy: 'milvus' }))
    .toMatchInlineSnapshot(`
   apiVersion: networking.gke.io/v1beta1
   kind: FrontendConfig
   metadata:
     name: milvus-frontendconfig
   spec:
     redirectToHttps:
       enabled: true
       responseCodeName: PERMANENT_REDIRECT
     sslPolicy: milvus
  `);
});

test('writes what takes a redirect or an SSL policy away', () => {
  const yaml = yamlWith({ redirectToHttps: false, sslPolicy: '' });
  expect(yaml).toContain('redirectToHttps:\n    enabled: false\n');
  expect(yaml).toContain('sslPolicy: ""\n');
});

test('rejects a status without a redirect, and one that is none', () => {
  expect(complaintsWith({ redirectToHttps: false, responseCodeName: 'found' as 'FOUND' }).join('\n'))
    .toMatchInlineSnapshot(`
   prod/front responseCodeName: must be MOVED_PERMANENTLY_DEFAULT, FOUND, TEMPORARY_REDIRECT or PERMANENT_REDIRECT, got "found"
       did you mean FOUND?
   prod/front responseCodeName: works only with redirectToHttps: true
       set redirectToHttps
  `);
});

test('rejects a FrontendConfig with nothing to say', () => {
  expect(complaintsWith({})).toEqual([
    'prod/front: must say something: redirectToHttps, sslPolicy or both',
    '    or leave the FrontendConfig out',
  ]);
});

test('rejects names that Kubernetes and Compute Engine refuse', () => {
  expect(complaintsWith({ name: 'A', sslPolicy: 'a.b' }).join('\n')).toMatchInlineSnapshot(`
   prod/front name: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got "A"
   prod/front sslPolicy: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "a.b"
  `);
});
