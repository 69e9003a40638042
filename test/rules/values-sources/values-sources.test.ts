import { lint } from '../../../src/rules/run';
import { yaml } from '../../../src/rules/rule';

const about = (text: string) =>
  lint([{ file: 'app.yaml', text }]).map(({ rule, severity, at, object, path }) => ({
    rule,
    severity,
    line: at.line,
    object,
    path,
  }));

const application = (allow: string) => yaml`
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata: { name: shop, annotations: { ${allow} } }
  spec:
    source:
      chart: milvus
      targetRevision: 5.0.19
      helm:
        values: |
          extraConfigFiles:
            user.yaml: |
              common:
                security: { tlsMode: 1 }
`;

test('tells a place in a text inside a text of an object, and whose values they are', () => {
  expect(about(application(''))).toEqual([
    {
      rule: 'rest-has-its-own-port',
      severity: 'error',
      line: 11,
      object: 'values shop of Application shop',
      path: 'extraConfigFiles["user.yaml"].proxy.http.enabled',
    },
  ]);
});

test('an annotation of the object allows findings of the values that it brings', () => {
  expect(about(application(`milvus-l7/allow.rest-has-its-own-port: 'an own build of Milvus'`))).toEqual([]);
});

test('values that cannot be read are named once', () => {
  const missing = yaml`
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: { name: shop }
    spec:
      chart: { spec: { chart: milvus, version: 5.0.19 } }
      valuesFrom: [{ kind: Secret, name: shop-values }]
  `;
  expect(about(missing).map(({ rule, severity, line }) => [rule, severity, line])).toEqual([
    ['values-can-be-read', 'info', 6],
  ]);
});
