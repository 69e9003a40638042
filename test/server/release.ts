import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

const CHART = { apiVersion: 'v2', name: 'milvus', version: '5.0.10', appVersion: '2.6.6' };

/** As much of the chart as a Service takes. */
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  {{- with .Values.service.annotations }}
  annotations: {{ toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .Values.service.type }}
  {{- with .Values.service.loadBalancerSourceRanges }}
  loadBalancerSourceRanges: {{ toYaml . | nindent 4 }}
  {{- end }}
  ports: [{ name: milvus, port: 19530 }]
`;

interface ServiceValues {
  readonly type?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A release that Helm itself has made, so that its own Secrets are in the cluster; without helm, its recorded answers.
 *
 * @returns a folder for the beginning of PATH
 */
export function installRelease(
  folder: string,
  kubeconfig: string,
  namespace: string,
  values: { readonly service?: ServiceValues },
): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  if (spawnSync('helm', ['version']).status === 0) {
    const chart = join(folder, 'chart');
    mkdirSync(join(chart, 'templates'), { recursive: true });
    writeFileSync(join(chart, 'Chart.yaml'), stringify(CHART));
    writeFileSync(join(chart, 'values.yaml'), stringify({ service: { type: 'ClusterIP' } }));
    writeFileSync(join(chart, 'templates/service.yaml'), SERVICE);
    writeFileSync(join(folder, 'live.yaml'), stringify(values));
    execFileSync(
      'helm',
      ['install', 'milvus', chart, '--values', join(folder, 'live.yaml'), '--namespace', namespace],
      { env: { ...process.env, KUBECONFIG: kubeconfig }, stdio: 'ignore' },
    );
    return bin;
  }
  process.stdout.write('not run: helm itself, which is not installed; its recorded answers stand in\n');
  const { annotations, ...service } = values.service ?? {};
  const spec = { type: 'ClusterIP', ...service, ports: [{ name: 'milvus', port: 19530 }] };
  execFileSync('kubectl', ['apply', '--namespace', namespace, '--filename', '-'], {
    env: { ...process.env, KUBECONFIG: kubeconfig },
    input: JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'milvus', annotations }, spec }),
  });
  const list = [{ name: 'milvus', namespace, revision: '1', status: 'deployed', chart: 'milvus-5.0.10' }];
  const answers = {
    version: 'v3.18.4',
    list: JSON.stringify(list),
    'get values': stringify(values),
    'get manifest':
      '---\n# Source: milvus/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: milvus\nspec:\n  ports: [{ port: 19530 }]\n',
  };
  const script = `#!${process.execPath}
const answers = ${JSON.stringify(answers)};
const [first, second] = process.argv.slice(2);
process.stdout.write(answers[first] ?? answers[first + ' ' + second] ?? '');
`;
  writeFileSync(join(bin, 'helm'), script);
  chmodSync(join(bin, 'helm'), 0o755);
  return bin;
}
