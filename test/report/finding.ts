import type { Report } from '../../src/report/formats/format';
import { RULES } from '../../src/rules/index';
import type { Finding } from '../../src/rules/rule';

export const finding: Finding = {
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
export const warning: Finding = {
  ...finding,
  severity: 'warning',
  object: undefined,
  path: undefined,
  environment: undefined,
};

export function reportOf(...findings: readonly Finding[]): Report {
  return { findings, rules: RULES, version: '1.2.3', looks: { colour: false } };
}
