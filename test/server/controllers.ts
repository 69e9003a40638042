import { execFileSync } from 'node:child_process';

/** kubectl, in the private API server that the tests are given. */
export class Controllers {
  constructor(
    private readonly kubeconfig: string,
    private readonly namespace: string,
  ) {}

  kubectl(args: readonly string[], input?: unknown): string {
    return execFileSync('kubectl', ['--namespace', this.namespace, ...args], {
      env: { ...process.env, KUBECONFIG: this.kubeconfig },
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input !== undefined && { input: typeof input === 'string' ? input : JSON.stringify(input) }),
    });
  }

  makeNamespace(): void {
    execFileSync('kubectl', ['create', 'namespace', this.namespace], {
      env: { ...process.env, KUBECONFIG: this.kubeconfig },
      stdio: 'ignore',
    });
  }

  /** What the chart would install: its Service and pods of its proxies. */
  install(release: string, service: string, annotations: object, proxies: number, component = 'proxy'): void {
    const labels = { 'app.kubernetes.io/instance': release, 'app.kubernetes.io/name': 'milvus', component };
    this.kubectl(['apply', '-f', '-'], {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: service, annotations },
      spec: { selector: labels, ports: [{ name: 'milvus', port: 19530, targetPort: 'milvus' }] },
    });
    for (let index = 0; index < proxies; index++) {
      const metadata = { name: `${service}-proxy-${index}`, labels };
      const readinessGates = [{ conditionType: 'cloud.google.com/load-balancer-neg-ready' }];
      const spec = { readinessGates, containers: [{ name: 'proxy', image: 'milvusdb/milvus' }] };
      this.kubectl(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'Pod', metadata, spec });
    }
  }

  /** As the kubelet and the controller of the NEGs write it. */
  makeReady(pod: string): void {
    this.patch('pod', pod, { status: { conditions: [{ type: 'Ready', status: 'True' }] } }, true);
  }

  negStatus(service: string, negs: Readonly<Record<string, string>>): void {
    const status = JSON.stringify({ network_endpoint_groups: negs, zones: ['us-west1-a'] });
    this.patch('service', service, { metadata: { annotations: { 'cloud.google.com/neg-status': status } } });
  }

  /** As the Ingress controller writes it. */
  address(ingress: string, ip: string): void {
    this.patch('ingress', ingress, { status: { loadBalancer: { ingress: [{ ip }] } } }, true);
  }

  backends(ingress: string, health: Readonly<Record<string, string>>): void {
    const annotations = {
      'ingress.kubernetes.io/backends': JSON.stringify(health),
      'ingress.kubernetes.io/https-forwarding-rule': 'k8s2-fs-x',
    };
    this.patch('ingress', ingress, { metadata: { annotations } });
  }

  /** As gke-managed-certs writes it. */
  certificate(name: string, certificateStatus: string, domain: string, status: string): void {
    const more = certificateStatus === 'Active' ? { expireTime: '2027-02-24T12:00:00.000-08:00' } : {};
    const domainStatus = [{ domain, status }];
    this.patch('managedcertificate', name, {
      status: { certificateName: 'mcrt-x', certificateStatus, domainStatus, ...more },
    });
  }

  /** As the Gateway controller writes it, of a Gateway in its present form: which conditions hold, and which do not. */
  gateway(name: string, told: Readonly<Record<string, boolean>>, address?: string): void {
    const addresses = address === undefined ? [] : [{ type: 'IPAddress', value: address }];
    this.patch('gateway', name, { status: { addresses, conditions: this.conditions('gateway', name, told) } }, true);
  }

  route(name: string, gateway: string, told: Readonly<Record<string, boolean>>): void {
    const { spec } = this.get('httproute', name) as { spec: { parentRefs: { name: string }[] } };
    const controllerName = 'networking.gke.io/gateway';
    const conditions = this.conditions('httproute', name, told);
    const parents = spec.parentRefs
      .filter((ref) => ref.name === gateway)
      .map((parentRef) => ({ parentRef, controllerName, conditions }));
    this.patch('httproute', name, { status: { parents } }, true);
  }

  policy(kind: string, name: string, attached: boolean): void {
    this.patch(kind, name, { status: { conditions: this.conditions(kind, name, { Attached: attached }) } }, true);
  }

  private conditions(kind: string, name: string, told: Readonly<Record<string, boolean>>): object[] {
    const { metadata } = this.get(kind, name) as { metadata: { generation: number } };
    return Object.entries(told).map(([type, holds]) => ({
      type,
      status: holds ? 'True' : 'False',
      reason: holds ? 'Programmed' : 'Invalid',
      message: holds ? '' : 'error cause: invalid-config: GWCER104: Timeouts are not supported.',
      lastTransitionTime: new Date().toISOString(),
      observedGeneration: metadata.generation,
    }));
  }

  private get(kind: string, name: string): unknown {
    return JSON.parse(this.kubectl(['get', kind, name, '--output', 'json']));
  }

  warn(name: string, reason: string, message: string, kind = 'Ingress'): void {
    this.kubectl(['create', '-f', '-'], {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { generateName: 'sync-' },
      involvedObject: { kind, name, namespace: this.namespace },
      type: 'Warning',
      reason,
      message,
      lastTimestamp: new Date().toISOString(),
    });
  }

  private patch(kind: string, name: string, change: object, isStatus = false): void {
    const status = isStatus ? ['--subresource', 'status'] : [];
    this.kubectl(['patch', kind, name, '--type', 'merge', ...status, '--patch', JSON.stringify(change)]);
  }
}
