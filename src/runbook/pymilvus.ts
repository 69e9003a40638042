import type { Endpoint } from './endpoint';

export function pymilvusByName(endpoint: Endpoint): string[] {
  return milvusClient(endpoint, `"https://${endpoint.host}:443"`, []);
}

export function pymilvusByIp(endpoint: Endpoint): string[] {
  return milvusClient(endpoint, `f"https://{os.environ['ADDRESS']}:443"`, [serverName(endpoint)]);
}

export function connectionsByName(endpoint: Endpoint): string[] {
  return connections(endpoint, `"${endpoint.host}"`, []);
}

export function connectionsByIp(endpoint: Endpoint): string[] {
  return connections(endpoint, 'os.environ["ADDRESS"]', [serverName(endpoint)]);
}

function milvusClient(endpoint: Endpoint, uri: string, more: readonly string[]): string[] {
  return [
    ...importOs(endpoint, uri),
    'from pymilvus import MilvusClient',
    '',
    'client = MilvusClient(',
    `    uri=${uri},`,
    ...keywords([...more, ...trust(endpoint)]),
    ')',
    'print(client.get_server_version(timeout=10))',
    'client.close()',
  ];
}

function connections(endpoint: Endpoint, host: string, more: readonly string[]): string[] {
  return [
    ...importOs(endpoint, host),
    'from pymilvus import connections, utility',
    '',
    'connections.connect(',
    '    "default",',
    `    host=${host},`,
    '    port="443",',
    '    secure=True,',
    ...keywords([...more, ...trust(endpoint)]),
    ')',
    'print(utility.get_server_version(timeout=10))',
    'connections.disconnect("default")',
  ];
}

function importOs({ token }: Endpoint, where: string): string[] {
  return token || where.includes('os.environ') ? ['import os', ''] : [];
}

const serverName = ({ host }: Endpoint): string => `server_name="${host}"`;

function trust({ certificateFile, token }: Endpoint): string[] {
  return [
    ...(certificateFile === undefined ? [] : [`server_pem_path="${certificateFile}"`]),
    ...(token ? ['token=os.environ["MILVUS_TOKEN"]'] : []),
    'timeout=10',
  ];
}

const keywords = (parts: readonly string[]): string[] => parts.map((part) => `    ${part},`);
