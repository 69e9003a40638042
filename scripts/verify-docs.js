// docs/verify.md from what the command says of each code: one table a stage.
const INTRODUCTION = `<!-- Generated from src/report by \`npm run generate\`; do not edit. -->

# The way of a call

\`\`\`bash
npx milvus-l7 verify production                          # by DNS, as clients do
npx milvus-l7 verify production --address 203.0.113.7    # before DNS leads there
npx milvus-l7 verify production --write-test             # data goes in and out
\`\`\`

\`milvus-l7 verify\` goes the way of a client to every host of an environment, or to the one of \`--host\`,
and says at each stage what it saw. The first one that cannot be passed says what that may come from
and what to do; those behind it are told as "not reached". It asks no cluster and no cloud, and changes
nothing, but for \`--write-test\`.

<!-- prettier-ignore -->
| stage            | passed when                                                                                        | proves                                                   |
| ---------------- | -------------------------------------------------------------------------------------------------- | -------------------------------------------------------- |
| \`dns\`            | there is one A record, and no AAAA                                                                 | clients find one address; not that it is the right one   |
| \`tcp\`            | something takes connections there                                                                  | a frontend is up                                         |
| \`tls\`            | the certificate is for the host, in its time, and of an authority that is trusted here             | nobody else answers; all its faults are told at once     |
| \`alpn\`           | HTTP/2 is agreed on                                                                                | nothing on the way ends TLS                              |
| \`routing\`        | a call with the host as \`:authority\` gets an answer of gRPC, and not the default backend's 404     | the rule of the Ingress, the backend service, its health |
| \`milvus\`         | the Node client gets a version that is not empty: "connected" alone proves nothing                 | it is Milvus, and takes the password                     |
| \`first-password\` | \`root:Milvus\` is refused; only with \`authorization: true\`                                          | not everybody gets in                                    |
| \`write-test\`     | with \`--write-test\`: a collection of random name is made, filled, searched and dropped             | Milvus works behind its proxies                          |
| \`port-80\`        | port 80 does what \`loadBalancer.http\` says; only with port 443                                     | what clients in clear text get                           |
| \`rest\`           | where REST is routed, it answers with its own code; a refusal does where no password was given     | the path, and the port of its own                        |

Each stage waits only so long: five seconds for a connection, ten for a call, thirty for each step of
the write test.

## Password

User and password come from \`MILVUS_TOKEN\` as \`user:password\`, else from \`MILVUS_USER\` and
\`MILVUS_PASSWORD\`, else from \`MILVUS_URI\`, which pymilvus reads, where it has both and is of the host
that is verified: \`https://user:password@milvus.example.com:443\`. They are sent only behind a certificate that was verified a moment before, and once
more by the client itself, and are never shown. Without them, \`milvus\` fails where Milvus asks for
them; the way there is proved all the same, and so is the first password, which everybody knows.

## Trust

Trusted are the public authorities that Node brings along, those in the files that
\`NODE_EXTRA_CA_CERTS\` and \`GRPC_DEFAULT_SSL_ROOTS_FILE_PATH\` name, and for a self-managed certificate
the file that the runbook gives to clients, \`secrets/<env>/S-tls.crt\` (\`.ca.crt\` with an issuer), seen
from the folder that you are in.

## The write test

The collection is called \`milvus_l7_verify_\` and twelve random digits. It is dropped at the end, when a
step fails, and at Ctrl-C; a second Ctrl-C ends at once. Where it is still there, its name is told.

## Elsewhere

\`--port\` is for a tunnel or a forwarded port: names and certificates are still those of the host. What
is on port 80 there is nobody's business, and not looked at. An internal load balancer answers only
inside its network.

The stages are on standard output, how many passed on standard error. Exit code 0: no stage failed; 1:
one did; 2: wrong use; 130 and 143 after a signal. It needs \`@zilliz/milvus2-sdk-node@3.0.6\`.

Proved with a real Envoy and a real Milvus in [the end-to-end tests](e2e.md), the faults with servers of
the tests' own. DNS with answers that are made up; against Google's own load balancer it was not run.

## What a code means

Codes are those of Node and OpenSSL, of DNS, HTTP and gRPC; no text of a proxy is looked at. Where the
environment decides, this is what an external load balancer with a Google-managed certificate gets.`;

const SETUP = {
  environment: '<env>',
  api: 'ingress',
  name: 'L',
  settings: 'the BackendConfig',
  certificate: 'google-managed',
  http: 'redirect',
  internal: false,
  globalAccess: false,
};

const GATEWAY_SETUP = { ...SETUP, api: 'gateway', settings: 'the GCPBackendPolicy' };

const OF_A_GATEWAY = `## Behind a Gateway

These are other than with an Ingress; the rest is the same.`;

/** @param causes - by stage and code; those of a Gateway, where they are others */
exports.verifyDocs = (causes, ofGateways) =>
  `${[
    INTRODUCTION,
    ...Object.entries(causes).map((stage) => section(stage, SETUP)),
    OF_A_GATEWAY,
    ...Object.entries(ofGateways).map(([stage, codes]) => section([`${stage}, of a Gateway`, codes], GATEWAY_SETUP)),
  ].join('\n\n')}\n`;

function section([stage, codes], setup) {
  const rows = Object.entries(codes).map(([code, told]) => {
    const { cause, cure } = told(setup, 'the host');
    return `| \`${code}\` | ${plain(cause)} | ${plain(cure)} |`;
  });
  return [
    `### ${stage}`,
    ['<!-- prettier-ignore -->', '| code | cause | cure |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

function plain(text) {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '\\<').replaceAll('_', '\\_');
}
