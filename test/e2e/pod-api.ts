import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsByHand } from '../../src/topology/certificate-secrets';
import { ApiServer } from '../live/api-server';
import { type Finished, cleanEnvironment, finish } from './processes';
import type { Site } from './site';
import { PROJECT, replaced } from './work';

/** An API server that knows the pod of a site's first release, and the Secret that is mounted there. */
export class PodApi {
  private constructor(
    private readonly site: Site,
    private readonly api: ApiServer,
  ) {}

  static async of(site: Site): Promise<PodApi> {
    const [release] = site.topology.releases;
    const [secret] = secretsByHand(site.topology).filter(({ side }) => side === 'backend');
    if (!release || !secret) throw new Error(`${site.topology.environment} mounts no Secret`);
    const api = await ApiServer.start();
    replaced('the API server', 'one that forwards the port of a pod by the same protocol, and holds one Secret');
    const name = `${release.serviceName}-proxy-0`;
    api.ports = { [`${name}:19530`]: site.milvus.get(release.name)?.ports[19530] ?? 0 };
    const certificate = readFileSync(site.secret(secret.secretName).crt).toString('base64');
    const pod = { metadata: { name }, status: { conditions: [{ type: 'Ready', status: 'True' }] } };
    api.answer = (path) => {
      if (path.includes('/secrets/')) return { body: { data: { 'tls.crt': certificate } } };
      return path.includes('/pods?') ? { body: { items: [pod] } } : undefined;
    };
    writeFileSync(site.path('kubeconfig'), api.kubeconfig());
    return new PodApi(site, api);
  }

  /** Runs `milvus-l7 password` as a script would. */
  password(MILVUS_NEW_PASSWORD: string): Promise<Finished> {
    const { site } = this;
    return finish(process.execPath, [join(PROJECT, 'bin/milvus-l7.js'), 'password', join(PROJECT, site.file)], {
      cwd: site.path('.'),
      env: cleanEnvironment({ KUBECONFIG: site.path('kubeconfig'), MILVUS_NEW_PASSWORD }),
    });
  }

  async stop(): Promise<void> {
    await this.api.stop();
  }
}
