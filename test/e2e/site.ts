import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { snippetOf, snippetsOf } from '../runbook/snippets';
import { Authority, type Certificate } from './certificates';
import { type HelmValues, chartServiceOf } from './chart';
import { Clients } from './clients';
import type { CertificateNames } from './frontends';
import { LoadBalancer } from './load-balancer';
import { Milvus } from './milvus';
import { type Ingress, type KubernetesObject, NotSynced, ofKind } from './objects';
import { type Finished, cleanEnvironment, finish } from './processes';
import { binOf } from './python';
import { Tunnel } from './tunnel';
import { PROJECT, newFolder, replaced } from './work';

/** What a test makes otherwise than the environment has it. */
export interface Otherwise {
  readonly objects?: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
  readonly certificates?: readonly Certificate[];
  readonly alpn?: readonly string[];
}

/** One environment, synthesized into a folder such as a reader of its runbook has, and put up from what was emitted. */
export class Site {
  readonly milvus = new Map<string, Milvus>();
  readonly runbook: string;
  readonly clients: Clients;
  loadBalancer?: LoadBalancer;
  private readonly objects: readonly KubernetesObject[];
  private readonly values: ReadonlyMap<string, HelmValues>;
  private readonly said = new Set<string>();

  private constructor(
    readonly name: string,
    private readonly folder: string,
    readonly authority: Authority,
    readonly tunnel: Tunnel,
  ) {
    const read = (path: string): string => readFileSync(join(folder, 'dist', path), 'utf8');
    this.runbook = read(`runbook/${name}.md`);
    this.values = new Map(
      readdirSync(join(folder, 'dist/helm', name)).map((file) => [
        basename(file, '.values.yaml'),
        parse(read(`helm/${name}/${file}`)) as HelmValues,
      ]),
    );
    const emitted = parseAllDocuments(read(`manifests/${name}.k8s.yaml`)).flatMap(
      (document) => (document.toJS() as KubernetesObject | null) ?? [],
    );
    const charts = [...this.values].map(([release, values]) => chartServiceOf(release, namespaceOf(emitted), values));
    this.objects = [...emitted, ...charts];
    this.clients = new Clients(folder, this.runbook, tunnel.url);
  }

  /** Synthesizes an environment, as its user would. */
  static async of(file: string): Promise<Site> {
    const name = basename(file, '.yaml');
    const folder = newFolder(name);
    const args = ['bin/milvus-l7.js', 'synth', file, '--out', join(folder, 'dist')];
    const { exit, errors } = await finish(process.execPath, args, { cwd: PROJECT });
    if (exit !== 0) throw new Error(errors);
    const tunnel = await Tunnel.start();
    const site = new Site(name, folder, await Authority.create(), tunnel);
    await site.issueCertificates();
    return site;
  }

  /** Runs the runbook's blocks that make Secrets, then starts a Milvus for each release. */
  async install(): Promise<void> {
    for (const { id, release } of snippetsOf(this.runbook)) {
      if (!/^(secrets-folder|(back|front)end-certificate)$/.test(id)) continue;
      const { exit, errors } = await this.paste(id, release);
      if (exit !== 0) throw new Error(`the block ${id} of the runbook fails:\n${errors}`);
    }
    for (const release of this.values.keys()) await this.installRelease(release);
  }

  /** Starts a Milvus from a release's values file. */
  async installRelease(
    release: string,
    change: (values: HelmValues) => HelmValues = (values) => values,
  ): Promise<void> {
    const values = this.values.get(release);
    if (!values) throw new Error(`no release ${release}`);
    await this.milvus.get(release)?.stop();
    const milvus = await Milvus.start(release, change(values), (secret) => this.secretFolder(secret));
    this.milvus.set(release, milvus);
    const { metadata } = chartServiceOf(release, this.namespace, values);
    const services = join(this.state, 'services', this.namespace);
    mkdirSync(services, { recursive: true });
    writeFileSync(join(services, `${metadata.name}.json`), JSON.stringify(milvus.ports));
  }

  /** Builds the load balancer from the objects, in place of the one that is there. */
  async balance({ objects = (all) => all, certificates, alpn }: Otherwise = {}): Promise<LoadBalancer> {
    await this.loadBalancer?.stop();
    this.loadBalancer = await LoadBalancer.start({
      objects: objects(this.objects),
      pods: new Map([...this.milvus].map(([release, { ports }]) => [release, ports])),
      certificatesOf: async (names, ingress) => certificates ?? (await this.certificatesOf(names, ingress)),
      ...(alpn && { alpn }),
    });
    this.tunnel.ports = this.loadBalancer.ports;
    this.say('DNS, and ports 443 and 80 of the address', 'an HTTPS proxy that leads to ports of this machine');
    return this.loadBalancer;
  }

  /** Pastes a block of the runbook into a shell, where kubectl is a stand-in and python3 has pymilvus. */
  async paste(
    id: string,
    release?: string,
    { replace = (code) => code, env = {} }: { replace?: (code: string) => string; env?: Record<string, string> } = {},
  ): Promise<Finished> {
    this.say('kubectl', 'one that keeps Secrets in files and forwards ports on this machine');
    const path = [join(__dirname, 'fakes'), binOf('pymilvus-3.0'), process.env['PATH']].join(':');
    return finish(
      'bash',
      ['--norc', '-s'],
      {
        cwd: this.folder,
        env: cleanEnvironment({
          PATH: path,
          E2E_CLUSTER: this.state,
          NODE_PATH: join(PROJECT, 'node_modules'),
          ...env,
        }),
      },
      { input: replace(snippetOf(this.runbook, id, release).code) },
    );
  }

  /** Of this machine, by what clients ask for: 443 or 80, as far as it is open. */
  port(asked: '443' | '80'): number | undefined {
    return this.loadBalancer?.ports[asked];
  }

  /** A file in the reader's folder. */
  path(file: string): string {
    return join(this.folder, file);
  }

  /** The certificate files of the Secret of that name. */
  secret(name: string): Certificate {
    const folder = this.secretFolder(name);
    if (!existsSync(folder)) throw new NotSynced(`no Secret ${name}`);
    return { crt: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
  }

  async stop(): Promise<void> {
    await this.loadBalancer?.stop();
    for (const milvus of this.milvus.values()) await milvus.stop();
    await this.tunnel.stop();
  }

  private get state(): string {
    return join(this.folder, 'cluster');
  }

  private get namespace(): string {
    return namespaceOf(this.objects);
  }

  private secretFolder(name: string): string {
    return join(this.state, 'secrets', this.namespace, name);
  }

  /** What cert-manager would do. */
  private async issueCertificates(): Promise<void> {
    for (const { spec } of ofKind(this.objects, 'Certificate')) {
      const { crt, key } = await this.authority.sign(spec.dnsNames);
      cpSync(crt, join(this.secretFolder(spec.secretName), 'tls.crt'));
      cpSync(key, join(this.secretFolder(spec.secretName), 'tls.key'));
      replaced(`what cert-manager puts into the Secret ${spec.secretName}`, 'a certificate of the authority made here');
    }
  }

  private async certificatesOf(
    { preShared, managed, secrets }: CertificateNames,
    { spec }: Ingress,
  ): Promise<Certificate[]> {
    const hosts = (spec.rules ?? []).flatMap(({ host }) => host ?? []);
    const signed = await Promise.all(
      [...preShared.map(() => hosts), ...managed].map((one) => this.authority.sign(one)),
    );
    if (signed.length > 0) {
      this.say("Google's certificates", 'those of an authority made here');
      this.say('what everybody trusts', 'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH, which gRPC clients know');
      this.clients.roots = this.authority.file;
    }
    return [...signed, ...secrets.map((name) => this.secret(name))];
  }

  private say(what: string, by: string): void {
    if (!this.said.has(what)) replaced(what, by);
    this.said.add(what);
  }
}

function namespaceOf(objects: readonly KubernetesObject[]): string {
  return ofKind(objects, 'Ingress')[0]?.metadata.namespace ?? 'default';
}
