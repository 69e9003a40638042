import type { Endpoint } from './endpoint';

export function pymilvusSnippet(endpoint: Endpoint): string[] {
  const { host } = endpoint;
  return [
    'import os',
    'from pymilvus import MilvusClient',
    'client = MilvusClient(',
    `    uri="https://${host}:443",`,
    `    # by IP: uri=f"https://{os.environ['ADDRESS']}:443", server_name="${host}",`,
    ...trust(endpoint),
    ')',
    'print(client.get_server_version(timeout=10))',
    'client.close()',
  ];
}

export function connectionsSnippet(endpoint: Endpoint): string[] {
  const { host } = endpoint;
  return [
    '# As the page has it, which pymilvus 3.1 drops.',
    'import os',
    'from pymilvus import connections, utility',
    'connections.connect(',
    `    host="${host}", port="443", secure=True,`,
    `    # by IP: host=os.environ["ADDRESS"], port="443", secure=True, server_name="${host}",`,
    ...trust(endpoint),
    ')',
    'print(utility.get_server_version(timeout=10))',
  ];
}

function trust({ certificateFile, token }: Endpoint): string[] {
  return [
    ...(certificateFile === undefined ? [] : [`    server_pem_path="${certificateFile}",`]),
    ...(token ? ['    token=os.environ["MILVUS_TOKEN"],'] : []),
    '    timeout=10,',
  ];
}
