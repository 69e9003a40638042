import { FIRST_USER, GRPC_PORT, serviceDnsNamesOf } from '../milvus/service';
import { secretsFolder } from '../topology/client-certificate';
import type { Release, Topology } from '../topology/topology';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { indented, stop } from './shell';

export const passwordStep: Step = {
  id: 'password',
  title: `Change the first password`,
  needed: ({ releases }) => releases.some(asksForPassword),
  body: ({ topology }) => [
    prose(
      `With authorization on, \`${FIRST_USER.name}\` is born with the password \`${FIRST_USER.password}\`, which everybody knows. Change it now, while nothing but \`kubectl port-forward\` reaches Milvus. The block asks for the new password (6 to 72 characters) twice and shows nothing; keep it in your password store.`,
    ),
    ...topology.releases
      .filter(asksForPassword)
      .map((release) =>
        snippet('bash', { id: 'first-password', release: release.name }, passwordLines(topology, release)),
      ),
    prose(
      'Does the first password not get in? Mostly somebody has changed it before, and there is nothing to do (pymilvus 3 says only that it fails to connect). Or Milvus serves a certificate of your own without the name that the block has as `server_name`: write one of its names there. Whoever wants no prompt sets `MILVUS_NEW_PASSWORD`.',
    ),
  ],
};

const asksForPassword = ({ authorization }: Release): boolean => authorization === true;

/** Not 19530: a Milvus of the reader's own may be there. */
const LOCAL_PORT = 19531;

function passwordLines(topology: Topology, { name, serviceName, backendCertificate }: Release): string[] {
  const { namespace } = topology;
  const [serviceDnsName = serviceName] = serviceDnsNamesOf(serviceName, namespace);
  const serverName = backendCertificate === 'image' ? 'localhost' : serviceDnsName;
  return [
    '(',
    ...indented([
      'set -euo pipefail',
      `kubectl port-forward --namespace ${namespace} service/${serviceName} ${LOCAL_PORT}:${GRPC_PORT.number} >/dev/null &`,
      'forward=$!',
      `trap 'kill "$forward" 2>/dev/null || true' EXIT`,
      `served=${secretsFolder(topology)}/${name}.served.crt`,
      'rm -f "$served"',
      'for _ in $(seq 30); do',
      `  openssl s_client -connect 127.0.0.1:${LOCAL_PORT} -alpn h2 </dev/null 2>/dev/null |`,
      '    openssl x509 -out "$served" 2>/dev/null || true',
      '  if [ -s "$served" ]; then break; fi',
      '  sleep 1',
      'done',
      'if [ ! -s "$served" ]; then',
      ...indented(stop(`no TLS on ${serviceName}: is the proxy ready, and is port ${LOCAL_PORT} free here?`)),
      'fi',
      `python3 - "$served" <<'PYTHON'`,
    ]),
    'import getpass',
    'import os',
    'import sys',
    '',
    'from pymilvus import MilvusClient',
    '',
    'new = os.environ.get("MILVUS_NEW_PASSWORD")',
    'if not new:',
    '    new = getpass.getpass("New password of root: ")',
    '    if new != getpass.getpass("Once more: "):',
    '        sys.exit("STOP: these are two different passwords")',
    `where = dict(uri="https://127.0.0.1:${LOCAL_PORT}", server_pem_path=sys.argv[1], server_name="${serverName}")`,
    'try:',
    `    client = MilvusClient(token="${FIRST_USER.name}:${FIRST_USER.password}", timeout=10, **where)`,
    'except Exception as error:',
    `    sys.exit(f"STOP: ${FIRST_USER.name}:${FIRST_USER.password} does not get in: {error}")`,
    `client.update_password("${FIRST_USER.name}", "${FIRST_USER.password}", new, timeout=10)`,
    'client.close()',
    `MilvusClient(token=f"${FIRST_USER.name}:{new}", timeout=10, **where).close()`,
    `print("${name}: the password of ${FIRST_USER.name} is changed")`,
    'PYTHON',
    ')',
  ];
}
