import {
  briefText,
  findingsForGitHub,
  findingsJson,
  findingsText,
  rulesText,
  sumText,
} from '../../src/report/findings';
import { RULES } from '../../src/rules/index';
import type { Finding } from '../../src/rules/rule';

const finding: Finding = {
  rule: 'grpc-port-speaks-http2',
  severity: 'error',
  message: 'port "milvus" must be HTTP2, got HTTPS',
  why: 'the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green',
  cure: 'Write HTTP2.',
  see: 'https://example.com/http2',
  at: { file: 'k8s/service.yaml', line: 10, col: 5 },
  path: 'metadata.annotations["cloud.google.com/app-protocols"]',
  object: 'Service default/my-release-milvus',
  environment: 'production',
  frame: [
    { line: 9, text: '  annotations:' },
    { line: 10, text: `    cloud.google.com/app-protocols: '{"milvus":"HTTPS"}' # ${'x'.repeat(60)}` },
    { line: 11, text: '\tspec: \u001b[31m' },
  ],
};
const warning: Finding = {
  ...finding,
  severity: 'warning',
  object: undefined,
  path: undefined,
  environment: undefined,
};

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

test('tells programs the same, without the lines of the file', () => {
  expect(JSON.parse(findingsJson([finding]))).toEqual([
    {
      file: 'k8s/service.yaml',
      line: 10,
      col: 5,
      rule: finding.rule,
      severity: 'error',
      message: finding.message,
      why: finding.why,
      cure: finding.cure,
      see: finding.see,
      path: finding.path,
      object: finding.object,
      environment: 'production',
    },
  ]);
  expect(findingsJson([])).toBe('[]\n');
});

test('is a workflow command for GitHub, whatever stands in it', () => {
  const odd: Finding = { ...warning, at: { file: 'a,b:c.yaml', line: 1, col: 2 }, message: '100%\nsure' };
  expect(findingsForGitHub([odd, { ...odd, severity: 'info' }])).toMatchInlineSnapshot(`
   ::warning file=a%2Cb%3Ac.yaml,line=1,col=2,title=grpc-port-speaks-http2::100%25%0Asure%0AWhy: the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green.%0ACure: Write HTTP2.%0Ahttps://example.com/http2
   ::notice file=a%2Cb%3Ac.yaml,line=1,col=2,title=grpc-port-speaks-http2::100%25%0Asure%0AWhy: the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green.%0ACure: Write HTTP2.%0Ahttps://example.com/http2
  `);
});

test('lists rules with what happens otherwise, in 80 columns', () => {
  const lines = rulesText(RULES).split('\n');
  expect(lines.filter((line) => /^(error|warning|info) /.test(line))).toHaveLength(RULES.length);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});
