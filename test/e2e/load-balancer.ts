import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from '../../src/gke/load-balancer-classes';
import { type Pods, backendServiceOf } from './backends';
import type { Certificate } from './certificates';
import { type Json, socketAddress } from './envoy-json';
import { type CertificateNames, certificateNamesOf, listenersOf } from './frontends';
import { gatewayConfigOf } from './gateway';
import { type Backend, type KubernetesObject, NotSynced, ofKind } from './objects';
import { until } from './ports';
import { type Running, start } from './processes';
import { servers } from './python';
import { virtualHostsOf } from './routes';
import { newFolder } from './work';

/** What a load balancer is made of: everything in the cluster, and what lies outside of it. */
export interface Surroundings {
  readonly objects: readonly KubernetesObject[];
  readonly pods: Pods;
  /** @throws NotSynced where a Secret is missing */
  readonly certificatesOf: (names: CertificateNames, hosts: readonly string[]) => Promise<readonly Certificate[]>;
  /** Of an Ingress, or of a Gateway. */
  readonly api: Api;
  /** @default - h2 and http/1.1, as Google offers */
  readonly alpn?: readonly string[];
}

/** A real Envoy, set up to behave as Google's load balancer does where it matters. docs/e2e.md says where it differs. */
export class LoadBalancer {
  private constructor(
    private readonly running: Running,
    private readonly admin: string,
    /** Ports of this machine, by the ones that clients know: 443 and 80, as far as they are open. */
    readonly ports: Readonly<Record<string, number>>,
  ) {}

  /** @throws NotSynced where the controller would report an error and build nothing */
  static async start(surroundings: Surroundings): Promise<LoadBalancer> {
    const folder = newFolder('envoy');
    const config = join(folder, 'envoy.json');
    writeFileSync(config, JSON.stringify(await configOf(surroundings), null, 2));
    const address = join(folder, 'admin');
    const args = [
      '--config-path',
      config,
      '--use-dynamic-base-id',
      '--concurrency',
      '1',
      '--admin-address-path',
      address,
    ];
    const log = join(folder, 'envoy.log');
    const running = start(servers.envoy(), args, { cwd: folder }, log);
    let ended = false;
    void running.exited.then(() => (ended = true));
    const admin = await until(`Envoy ready, ${log}`, 20, async () => {
      if (ended) throw new Error(`Envoy ended: ${log}\n${readFileSync(log, 'utf8').split('\n').slice(-5).join('\n')}`);
      const url = existsSync(address) ? `http://${readFileSync(address, 'utf8')}` : '';
      const ready = url !== '' && (await fetch(`${url}/ready`).catch(() => undefined))?.ok === true;
      return ready ? url : undefined;
    });
    const { listener_statuses } = (await (await fetch(`${admin}/listeners?format=json`)).json()) as Listeners;
    const ports = listener_statuses.map(({ name, local_address }) => [name, local_address.socket_address.port_value]);
    return new LoadBalancer(running, admin, Object.fromEntries(ports) as Record<string, number>);
  }

  /** Whether every backend is, as the annotation `ingress.kubernetes.io/backends` would say. */
  async healthy(): Promise<boolean> {
    const { cluster_statuses } = (await (await fetch(`${this.admin}/clusters?format=json`)).json()) as Clusters;
    const hosts = cluster_statuses.flatMap((cluster) => cluster.host_statuses ?? []);
    return hosts.every(({ health_status }) => health_status.failed_active_health_check !== true);
  }

  async stop(): Promise<void> {
    await this.running.stop();
  }
}

interface Listeners {
  readonly listener_statuses: readonly {
    readonly name: string;
    readonly local_address: { readonly socket_address: { readonly port_value: number } };
  }[];
}

interface Clusters {
  readonly cluster_statuses: readonly {
    readonly host_statuses?: readonly { readonly health_status: { readonly failed_active_health_check?: boolean } }[];
  }[];
}

async function configOf(surroundings: Surroundings): Promise<Json> {
  const { objects, pods, certificatesOf, alpn = ['h2', 'http/1.1'], api } = surroundings;
  if (api === 'gateway') return gatewayConfigOf(surroundings, alpn);
  const [ingress, ...others] = ofKind(objects, 'Ingress');
  if (!ingress || others.length > 0) throw new NotSynced(`${others.length + (ingress ? 1 : 0)} Ingresses`);
  const { namespace = 'default' } = ingress.metadata;
  const clusters = new Map<unknown, Json>();
  const virtualHosts = virtualHostsOf(ingress, (backend: Backend) => {
    const service = backendServiceOf(objects, pods, namespace, backend);
    clusters.set(service.cluster['name'], service.cluster);
    return service;
  });
  const hosts = (ingress.spec.rules ?? []).flatMap(({ host }) => host ?? []);
  const certificates = await certificatesOf(certificateNamesOf(objects, ingress), hosts);
  return {
    admin: { address: socketAddress(0) },
    static_resources: {
      listeners: listenersOf(objects, ingress, virtualHosts, certificates, alpn),
      clusters: [...clusters.values()],
    },
  };
}
