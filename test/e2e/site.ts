import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { Api } from '../../src/gke/load-balancer-classes';
import { loadTargets } from '../../src/apps/targets';
import { makeKeyPair } from '../../src/operations/certificate';
import { type CertificateSecret, commonNameOf, secretsByHand } from '../../src/topology/certificate-secrets';
import { clientCertificateFile } from '../../src/topology/client-certificate';
import type { Topology } from '../../src/topology/topology';
import { Authority, type Certificate } from './certificates';
import { type HelmValues, chartServiceOf } from './chart';
import { Clients } from './clients';
import type { CertificateNames } from './frontends';
import { LoadBalancer } from './load-balancer';
import { Milvus } from './milvus';
import { type KubernetesObject, NotSynced, ofKind } from './objects';
import { type Finished, cleanEnvironment, finish } from './processes';
import { Tunnel } from './tunnel';
import { PROJECT, newFolder, replaced } from './work';

/** What a test makes otherwise than the environment has it. */
export interface Otherwise {
  readonly objects?: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
  readonly certificates?: readonly Certificate[];
  readonly alpn?: readonly string[];
  /** @default - the one that DNS leads to */
  readonly api?: Api;
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
    readonly topology: Topology,
    readonly file: string,
    private readonly folder: string,
    readonly authority: Authority,
    readonly tunnel: Tunnel,
  ) {
    const name = topology.environment;
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
    const [target] = loadTargets(PROJECT, [file]).targets;
    if (!target) throw new Error(`${file} holds no environment`);
    const site = new Site(target.topology, file, folder, await Authority.create(), tunnel);
    await site.issueCertificates();
    return site;
  }

  /** Makes the Secrets as `milvus-l7 secrets` does, then starts a Milvus for each release. */
  async install(): Promise<void> {
    for (const secret of secretsByHand(this.topology)) await this.makeSecret(secret);
    for (const release of this.values.keys()) await this.installRelease(release);
  }

  /** Puts a new key and certificate into a Secret; clients find the certificate where `milvus-l7 secrets` writes it. */
  async makeSecret(secret: CertificateSecret): Promise<string> {
    this.say('the Secrets of the cluster', 'files, filled by what `milvus-l7 secrets` makes');
    const { key, certificate } = await makeKeyPair(commonNameOf(secret), secret.dnsNames, new Date());
    const folder = this.secretFolder(secret.secretName);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tls.crt'), certificate);
    writeFileSync(join(folder, 'tls.key'), key);
    if (secret.side === 'frontend') {
      const file = this.path(clientCertificateFile(this.topology, secret.release));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, certificate);
    }
    return certificate;
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
  }

  /** Builds the load balancer from the objects, in place of the one that is there. */
  async balance({
    objects = (all) => all,
    certificates,
    alpn,
    api = this.topology.loadBalancer.api,
  }: Otherwise = {}): Promise<LoadBalancer> {
    await this.loadBalancer?.stop();
    this.loadBalancer = await LoadBalancer.start({
      objects: objects(this.objects),
      pods: new Map([...this.milvus].map(([release, { ports }]) => [release, ports])),
      certificatesOf: async (names, hosts) => certificates ?? (await this.certificatesOf(names, hosts)),
      api,
      ...(alpn && { alpn }),
    });
    this.tunnel.ports = this.loadBalancer.ports;
    this.say('DNS, and ports 443 and 80 of the address', 'an HTTPS proxy that leads to ports of this machine');
    return this.loadBalancer;
  }

  /** Pastes a snippet of the runbook into a shell. */
  async paste(code: string, env: Record<string, string>): Promise<Finished> {
    const variables = { cwd: this.folder, env: cleanEnvironment({ PATH: process.env['PATH'] ?? '', ...env }) };
    return finish('bash', ['--norc', '-s'], variables, { input: code });
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
    hosts: readonly string[],
  ): Promise<Certificate[]> {
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
  const [front] = [...ofKind(objects, 'Ingress'), ...ofKind(objects, 'Gateway')];
  return front?.metadata.namespace ?? 'default';
}
