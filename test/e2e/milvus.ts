import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageCertificate } from './certificates';
import { type HelmValues, mountsOf } from './chart';
import { type Tree, merged, parseTree, textAt, treeText } from './milvus-config';
import { freePorts, until } from './ports';
import { type Running, start } from './processes';
import { servers } from './python';
import { newFolder, replaced } from './work';

/** Components of Milvus and what their ports are called in milvus.yaml, beside the ports of a pod. */
const INNER = ['rootCoord', 'queryCoord', 'queryNode', 'indexNode', 'dataCoord', 'dataNode'] as const;

/** A real Milvus: one process, whose configuration is its own with a release's user.yaml merged in. */
export class Milvus {
  /** Port of this machine, by the pod's. */
  readonly ports: Readonly<Record<number, number>>;
  private running: Running;

  private constructor(
    private readonly folder: string,
    ports: Readonly<Record<number, number>>,
  ) {
    this.ports = ports;
    this.running = this.launch();
  }

  /**
   * @param secretFolder - where a Secret's files are
   */
  static async start(release: string, values: HelmValues, secretFolder: (name: string) => string): Promise<Milvus> {
    const user = parseTree(values.extraConfigFiles?.['user.yaml'] ?? '');
    for (let attempt = 1; ; attempt++) {
      const folder = newFolder(`milvus-${release}`);
      const ports = await configure(folder, user, await backendCertificate(release, values, user, secretFolder));
      const milvus = new Milvus(folder, ports);
      try {
        await milvus.healthy();
        const pairs = Object.entries(ports).map(([pod, local]) => `${pod} → ${local}`);
        replaced(
          `the pods of ${release}, cluster or not, at their ports`,
          `one standalone Milvus 2.3.5, ${pairs.join(', ')}`,
        );
        return milvus;
      } catch (error) {
        await milvus.stop();
        if (attempt === 3) throw error; // somebody else may have taken a port in between
      }
    }
  }

  /** What 9091/healthz says, once it knows of every component: while it knows of none, it says OK. */
  async healthy(): Promise<void> {
    let ended = false;
    void this.running.exited.then(() => (ended = true));
    await until(`Milvus healthy, ${this.folder}/milvus.log`, 60, async () => {
      if (ended) throw new Error(`Milvus ended: ${this.folder}/milvus.log`);
      const { state, detail } = await healthOf(`http://127.0.0.1:${this.ports[9091] ?? 0}/healthz`);
      const known = detail?.map(({ name }) => name) ?? [];
      const complete = [...INNER, 'proxy'].every((name) => known.includes(name.toLowerCase()));
      return state === 'OK' && complete ? true : undefined;
    });
  }

  async stop(): Promise<void> {
    await this.running.stop();
  }

  async startAgain(): Promise<void> {
    this.running = this.launch();
    await this.healthy();
  }

  private launch(): Running {
    const bin = servers.milvusBin();
    const env = {
      ...process.env,
      MILVUSCONF: join(this.folder, 'configs'),
      DEPLOY_MODE: 'STANDALONE',
      METRICS_PORT: String(this.ports[9091]),
      LD_LIBRARY_PATH: bin,
    };
    return start(
      join(bin, 'milvus'),
      ['run', 'standalone'],
      { cwd: this.folder, env },
      join(this.folder, 'milvus.log'),
    );
  }
}

/** The certificate that Milvus serves, and where from; nothing where it serves none. */
async function backendCertificate(
  release: string,
  values: HelmValues,
  user: Tree,
  secretFolder: (name: string) => string,
): Promise<Tree> {
  if ((textAt(user, ['common', 'security', 'tlsMode']) ?? '0') === '0') return {};
  const [pem, key] = ['serverPemPath', 'serverKeyPath'].map((name) => textAt(user, ['tls', name]));
  if (pem === undefined || key === undefined) {
    const image = await imageCertificate();
    replaced(`the certificate in the image of ${release}`, 'one made here, for localhost too');
    return { tls: { serverPemPath: image.crt, serverKeyPath: image.key } };
  }
  const local = (path: string): string => {
    const mount = mountsOf(values).find((one) => path.startsWith(`${one.path}/`));
    return mount ? join(secretFolder(mount.secretName), path.slice(mount.path.length)) : path;
  };
  replaced(`${pem} and ${key} in user.yaml of ${release}`, 'the files of the Secret that is mounted there');
  return { tls: { serverPemPath: local(pem), serverKeyPath: local(key) } };
}

/** Writes milvus.yaml: its own, then user.yaml, then addresses, ports and paths of this machine. */
async function configure(folder: string, user: Tree, tls: Tree): Promise<Record<number, number>> {
  const podPorts = [19530, 9091, ...restPort(user)];
  const free = await freePorts(podPorts.length + INNER.length + 3);
  const ports = Object.fromEntries(podPorts.map((pod) => [pod, free.pop() ?? 0]));
  const port = (): string => String(free.pop());
  const [client, peer] = [`http://127.0.0.1:${port()}`, `http://127.0.0.1:${port()}`];
  const configs = join(folder, 'configs');
  mkdirSync(configs);

  const template = readFileSync(join(servers.milvusConfig(), 'config.yaml.template'), 'utf8');
  const own = parseTree(template.replace(/\{\{.*?\}\}/g, '0'));
  const [http] = restPort(user);
  const local: Tree = {
    etcd: {
      endpoints: client.replace('http://', ''),
      config: { path: join(configs, 'etcd.yaml') },
      data: { dir: join(folder, 'etcd') },
      log: { level: 'warn', path: 'stdout' },
    },
    localStorage: { path: join(folder, 'data') },
    rocksmq: { path: join(folder, 'rocksmq') },
    proxy: {
      port: String(ports[19530]),
      internalPort: port(),
      ...(http !== undefined && { http: { port: String(ports[http]) } }),
    },
    ...Object.fromEntries(INNER.map((name) => [name, { port: port() }])),
    log: { file: { rootPath: '' } },
    ...tls,
  };
  // Those of the process itself come last: everything else is as the environment says.
  writeFileSync(join(configs, 'milvus.yaml'), treeText(merged(merged(own, user), local)));
  copyFileSync(join(servers.milvusConfig(), 'glog.conf'), join(configs, 'glog.conf'));
  const etcd: Tree = {
    name: 'default',
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
  };
  writeFileSync(join(configs, 'etcd.yaml'), treeText(etcd));
  return ports;
}

/** REST has a port of its own only where user.yaml says so. */
function restPort(user: Tree): number[] {
  const port = textAt(user, ['proxy', 'http', 'port']);
  return port === undefined || textAt(user, ['proxy', 'http', 'enabled']) === 'false' ? [] : [Number(port)];
}

interface Health {
  readonly state?: string;
  /** Left out while there is none. */
  readonly detail?: readonly { readonly name: string }[] | null;
}

/** Milvus tells its components only to those who send this header, in a request without content too. */
async function healthOf(url: string): Promise<Health> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return ((await response?.json().catch(() => undefined)) as Health | undefined) ?? {};
}
