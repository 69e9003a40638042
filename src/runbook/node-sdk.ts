import type { Endpoint } from './endpoint';

/** By IP, `serverName` is only what TLS verifies: the load balancer routes by `grpc.default_authority`. */
export function nodeSnippet({ host, certificateFile, token }: Endpoint): string[] {
  const trust = certificateFile === undefined ? '' : `, rootCertPath: "${certificateFile}"`;
  const options = [
    `address: "${host}:443",`,
    `// by IP: address: \`\${process.env.ADDRESS}:443\`, channelOptions: { "grpc.default_authority": "${host}" },`,
    `tls: { serverName: "${host}"${trust} },`,
    ...(token ? ['token: process.env.MILVUS_TOKEN,'] : []),
    'ssl: true, timeout: 10_000, maxRetries: 3,',
  ];
  return [
    '// Behind the wrong host, connecting succeeds with an empty version.',
    'const { MilvusClient } = require("@zilliz/milvus2-sdk-node");',
    'async function main() {',
    '  const client = new MilvusClient({',
    ...options.map((option) => `    ${option}`),
    '  });',
    '  await client.connectPromise;',
    '  const { version } = await client.getVersion();',
    '  await client.closeConnection();',
    '  if (!version) throw new Error("no version: what answered is not Milvus");',
    '  console.log(version);',
    '}',
    'main().catch((error) => { console.error(error); process.exitCode = 1; });',
  ];
}
