import type { Endpoint } from './endpoint';

export function nodeByName(endpoint: Endpoint): string[] {
  const { host, certificateFile } = endpoint;
  const tls = certificateFile === undefined ? [] : [`tls: { rootCertPath: "${certificateFile}" }`];
  return program(endpoint, [`address: "${host}:443"`, ...tls]);
}

export function nodeByIp(endpoint: Endpoint): string[] {
  const { host, certificateFile } = endpoint;
  const trust = certificateFile === undefined ? '' : `, rootCertPath: "${certificateFile}"`;
  return program(endpoint, [
    'address: `${process.env.ADDRESS}:443`',
    `tls: { serverName: "${host}"${trust} }`,
    `channelOptions: { "grpc.default_authority": "${host}" }`,
  ]);
}

function program({ token }: Endpoint, where: readonly string[]): string[] {
  const options = [
    ...where,
    'ssl: true',
    ...(token ? ['token: process.env.MILVUS_TOKEN'] : []),
    'timeout: 10_000',
    'maxRetries: 3',
  ];
  return [
    'const { MilvusClient } = require("@zilliz/milvus2-sdk-node");',
    '',
    'async function main() {',
    '  const client = new MilvusClient({',
    ...options.map((option) => `    ${option},`),
    '  });',
    '  await client.connectPromise;',
    '  const { version } = await client.getVersion();',
    '  await client.closeConnection();',
    '  if (!version) throw new Error("no version: what answered is not Milvus");',
    '  console.log(version);',
    '}',
    '',
    'main().catch((error) => {',
    '  console.error(error);',
    '  process.exitCode = 1;',
    '});',
  ];
}
