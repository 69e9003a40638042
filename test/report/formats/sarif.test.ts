import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { sarif } from '../../../src/report/formats/sarif';
import { RULES } from '../../../src/rules/index';
import type { Finding } from '../../../src/rules/rule';
import { finding, reportOf, warning } from '../finding';

// The schema's patterns are none of Unicode mode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat('uri', (text) => URL.canParse(text));
ajv.addFormat(
  'uri-reference',
  (text) => /^[!#-;=?-Z_a-z~%[\]@]*$/.test(text) && URL.canParse(text, 'https://example.com/'),
);
ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
const isSarif = ajv.compile(JSON.parse(readFileSync('test/fixtures/sarif-2.1.0-rtm.5.json', 'utf8')));

function logOf(...findings: readonly Finding[]) {
  const log = JSON.parse(sarif(reportOf(...findings)));
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  return log.runs[0];
}

test('says of a clean run which rules looked', () => {
  const { results, tool } = logOf();
  expect(results).toEqual([]);
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(tool.driver.rules[0]).toMatchInlineSnapshot(`
   {
     "defaultConfiguration": {
       "level": "error",
     },
     "fullDescription": {
       "text": "Otherwise the controller refuses two addresses, and does not look at one of the other kind, or gives up.",
     },
     "help": {
       "text": "Name a global address for an external load balancer, a regional one for an internal or regional one.",
     },
     "helpUri": "https://cloud.google.com/kubernetes-engine/docs/how-to/load-balance-ingress",
     "id": "address-fits-the-class",
     "shortDescription": {
       "text": "Address fits the class.",
     },
   }
  `);
});

test('tells a finding with its place, its object and its rule', () => {
  const { results, tool } = logOf(finding, { ...warning, severity: 'info' });
  expect(results[0]).toMatchInlineSnapshot(`
   {
     "level": "error",
     "locations": [
       {
         "logicalLocations": [
           {
             "fullyQualifiedName": "Service default/my-release-milvus metadata.annotations["cloud.google.com/app-protocols"]",
           },
         ],
         "physicalLocation": {
           "artifactLocation": {
             "uri": "k8s/service.yaml",
           },
           "region": {
             "startColumn": 5,
             "startLine": 10,
           },
         },
       },
     ],
     "message": {
       "text": Port "milvus" must be HTTP2, got HTTPS.
   Why: The load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green.
   Cure: Write HTTP2.,
     },
     "ruleId": "grpc-port-speaks-http2",
     "ruleIndex": 33,
   }
  `);
  expect(results.map(({ level }: { level: string }) => level)).toEqual(['error', 'note']);
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe(finding.rule);
});

test.each([
  ['k8s/a b#c%.yaml', 'k8s/a%20b%23c%25.yaml'],
  ['<stdin>', '%3Cstdin%3E'],
  ['/tmp/x y.yaml', 'file:///tmp/x%20y.yaml'],
])('names %j as an address', (file, uri) => {
  const { results } = logOf({ ...finding, at: { file, line: 1, col: 1 } });
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test('does not hold a schema that takes anything', () => {
  expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
});
