import { briefText, findingsText, rulesText, skippedText, sumText } from '../../src/report/findings';
import { RULES } from '../../src/rules/index';
import { finding, warning } from './finding';

test('tells people all of it, in 80 columns', () => {
  const text = findingsText([finding], { colour: false });
  expect(text).toMatchInlineSnapshot(`
   k8s/service.yaml:10:5 error grpc-port-speaks-http2
     Service default/my-release-milvus
     metadata.annotations["cloud.google.com/app-protocols"], environment production
     port "milvus" must be HTTP2, got HTTPS

        9 |   annotations:
     > 10 |     cloud.google.com/app-protocols: '{"milvus":"HTTPS"}' # xxxxxxxxxxx…
          |     ^
       11 |  spec: �[31m

     why   the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while
           health checks stay green
     cure  Write HTTP2.
     see   https://example.com/http2
  `);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('moves no cursor by what stands in a file', () => {
  expect(findingsText([{ ...finding, message: 'got "\u001b[2J"' }], { colour: false })).not.toContain('\u001b');
});

test('has colour only when asked', () => {
  expect(findingsText([finding], { colour: true })).toContain('\u001b[31m');
});

test('is brief where something else is the subject', () => {
  expect(briefText([warning, warning])).toMatchInlineSnapshot(`
   warning: k8s/service.yaml:10:5 grpc-port-speaks-http2
       port "milvus" must be HTTP2, got HTTPS
   warning: k8s/service.yaml:10:5 grpc-port-speaks-http2
       port "milvus" must be HTTP2, got HTTPS
  `);
});

test.each([
  [[], 3, '3 files: nothing found\n'],
  [[finding], 1, '1 file: 1 error\n'],
  [[finding, warning, warning, { ...finding, severity: 'info' as const }], 2, '2 files: 1 error, 2 warnings, 1 info\n'],
])('sums up', (findings, files, expected) => {
  expect(sumText(findings, files)).toBe(expected);
});

test('lists rules with what happens otherwise, in 80 columns', () => {
  const lines = rulesText(RULES).split('\n');
  expect(lines.filter((line) => /^(error|warning|info) /.test(line))).toHaveLength(RULES.length);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('tells what was skipped, and nothing where nothing was', () => {
  const none = { otherEndings: 0, nothingOfOurs: 0, hidden: 0, packages: 0, linkedFolders: 0, empty: 0 };
  expect(skippedText(none)).toBe('');
  expect(skippedText({ ...none, hidden: 1, nothingOfOurs: 12, otherEndings: 3 })).toMatchInlineSnapshot(`
   skipped: 3 files that are neither YAML nor JSON, 12 files without objects or
            values of Milvus, 1 hidden file or folder
  `);
});

test('shows no lines of a file that could not be read', () => {
  expect(findingsText([{ ...warning, frame: [] }], { colour: false })).toMatchInlineSnapshot(`
   k8s/service.yaml:10:5 warning grpc-port-speaks-http2
     port "milvus" must be HTTP2, got HTTPS

     why   the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while
           health checks stay green
     cure  Write HTTP2.
     see   https://example.com/http2
  `);
});
