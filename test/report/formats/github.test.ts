import { github } from '../../../src/report/formats/github';
import type { Finding } from '../../../src/rules/rule';
import { reportOf, warning } from '../finding';

test('is a workflow command for GitHub, whatever stands in it', () => {
  const odd: Finding = { ...warning, at: { file: 'a,b:c.yaml', line: 1, col: 2 }, message: '100%\nsure' };
  expect(github(reportOf(odd, { ...odd, severity: 'info' }))).toMatchInlineSnapshot(`
   ::warning file=a%2Cb%3Ac.yaml,line=1,col=2,title=grpc-port-speaks-http2::100%25%0Asure%0AWhy: the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green.%0ACure: Write HTTP2.%0Ahttps://example.com/http2
   ::notice file=a%2Cb%3Ac.yaml,line=1,col=2,title=grpc-port-speaks-http2::100%25%0Asure%0AWhy: the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green.%0ACure: Write HTTP2.%0Ahttps://example.com/http2
  `);
});
