import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { runbookOf } from '../../src/runbook/runbook';
import type { Topology } from '../../src/topology/topology';
import { freePort } from './port';
import { Shell } from './shell';
import { setupOf, snippetOf, snippetsOf } from './snippets';
import { all, guide, issued, production, tenants } from './topologies';

const MANIFESTS = `# milvus-l7
---
apiVersion: cloud.google.com/v1
kind: BackendConfig
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: milvus-production-backend-tls
---
apiVersion: networking.k8s.io/v1
kind: Ingress
`;

/** Copies every block of the setup, from top to bottom. */
async function setUp(topology: Topology): Promise<ReturnType<Shell['paste']> & { shell: Shell }> {
  const shell = new Shell();
  const { environment } = topology;
  shell.write(`dist/manifests/${environment}.k8s.yaml`, MANIFESTS);
  for (const { name } of topology.releases) shell.write(`dist/helm/${environment}/${name}.values.yaml`, '');
  for (const { secretValuesFile } of topology.releases) if (secretValuesFile) shell.write(secretValuesFile, 'a: b');
  const port = String(await freePort());
  const blocks = snippetsOf(setupOf(runbookOf(topology)))
    .filter(({ language }) => language === 'bash')
    .map((snippet) => ({ ...snippet, code: snippet.code.replaceAll('19531', port) }));
  const run = shell.paste(blocks, { FAKE_PORT: port, FAKE_SERVED: servedBy(shell) });
  return { ...run, calls: run.calls.map((call) => call.replaceAll(port, '19531')), shell };
}

/** A certificate for the fake Milvus. */
function servedBy(shell: Shell): string {
  const file = join(shell.folder, 'milvus');
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '1'];
  execFileSync('openssl', [...request, '-keyout', `${file}.key`, '-out', `${file}.crt`], { stdio: 'ignore' });
  return file;
}

test.each(all.map((topology) => [topology.environment, topology] as const))(
  'every block of %s works, copied from top to bottom',
  async (_, topology) => {
    const { codes, errors } = await setUp(topology);
    expect(Object.entries(codes).filter(([, code]) => code !== 0)).toEqual([]);
    expect(Object.keys(codes).length).toBeGreaterThan(10);
    expect(errors).not.toContain('STOP');
  },
);

test('the guide, from the cluster to the certificate', async () => {
  const { calls } = await setUp(guide);
  expect(calls.join('\n')).toMatchInlineSnapshot(`
   helm version --short
   gcloud init
   gcloud config set project milvus-testing-nonprod
   gcloud container clusters list --project milvus-testing-nonprod --zone us-west1-a --format=value(name)
   gcloud container clusters get-credentials milvus-cluster-1 --zone us-west1-a --project milvus-testing-nonprod
   kubectl config current-context
   kubectl get namespace default
   python3 -m venv ~/.venvs/milvus
   pip install pymilvus>=3.0,<3.1
   helm list --namespace default --filter ^my-release$ --output json
   helm repo add milvus https://zilliztech.github.io/milvus-helm/ --force-update
   helm repo update milvus
   helm list --namespace default --filter ^my-release$ --output json
   helm upgrade --install my-release milvus/milvus --version 4.2.0 --namespace default --reset-then-reuse-values --values dist/helm/guide/my-release.values.yaml --wait --timeout 20m
   kubectl diff --filename dist/manifests/guide.k8s.yaml
   kubectl apply --filename dist/manifests/guide.k8s.yaml
   kubectl get service my-release-milvus --namespace default --output jsonpath={.metadata.annotations.cloud\\.google\\.com/neg-status}
   kubectl rollout restart deployment --namespace default --selector app.kubernetes.io/instance=my-release,app.kubernetes.io/name=milvus,component=proxy
   kubectl rollout status deployment --namespace default --selector app.kubernetes.io/instance=my-release,app.kubernetes.io/name=milvus,component=proxy --timeout 20m
   kubectl get ingress my-release-milvus --namespace default --output jsonpath={.status.loadBalancer.ingress[*].ip}
   kubectl get ingress my-release-milvus --namespace default --output jsonpath={.status.loadBalancer.ingress[*].ip}
   dig +short my-release.milvus.io A
   kubectl wait --for=jsonpath={.status.certificateStatus}=Active managedcertificates.networking.gke.io/my-release-milvus-tls --namespace default --timeout=90m
  `);
});

test('production, from Terraform to the certificate', async () => {
  const { calls } = await setUp(production);
  const start = calls.findIndex((call) => call.startsWith('npx'));
  expect(calls.slice(start).join('\n')).toMatchInlineSnapshot(`
   npx --yes cdktf-cli@0.21.0 deploy production
   terraform -chdir=dist/terraform/stacks/production init
   terraform -chdir=dist/terraform/stacks/production plan
   terraform -chdir=dist/terraform/stacks/production apply
   terraform -chdir=dist/terraform/stacks/production output
   kubectl get secret milvus-production-backend-tls --namespace default
   kubectl create secret tls milvus-production-backend-tls --namespace default --cert milvus-production-backend-tls.crt --key milvus-production-backend-tls.key
   helm repo add milvus https://zilliztech.github.io/milvus-helm/ --force-update
   helm repo update milvus
   helm list --namespace default --filter ^milvus-production$ --output json
   helm upgrade --install milvus-production milvus/milvus --version 5.0.19 --namespace default --reset-then-reuse-values --values dist/helm/production/milvus-production.values.yaml --wait --timeout 20m
   kubectl port-forward --namespace default service/milvus-production 19531:19530
   python3 - secrets/production/milvus-production.served.crt
   kubectl diff --filename dist/manifests/production.k8s.yaml
   kubectl apply --filename dist/manifests/production.k8s.yaml
   kubectl get service milvus-production --namespace default --output jsonpath={.metadata.annotations.cloud\\.google\\.com/neg-status}
   kubectl rollout restart deployment --namespace default --selector app.kubernetes.io/instance=milvus-production,app.kubernetes.io/name=milvus,component=proxy
   kubectl rollout status deployment --namespace default --selector app.kubernetes.io/instance=milvus-production,app.kubernetes.io/name=milvus,component=proxy --timeout 20m
   gcloud compute addresses describe milvus-production --global --project example-production --format=value(address)
   kubectl get ingress milvus-production --namespace default --output jsonpath={.status.loadBalancer.ingress[*].ip}
   dig +short milvus.example.com A
   kubectl wait --for=jsonpath={.status.certificateStatus}=Active managedcertificates.networking.gke.io/milvus-production-tls --namespace default --timeout=90m
  `);
});

test('asks for the new password, and never passes it as an argument', async () => {
  const { shell, calls } = await setUp(production);
  expect(shell.python().replace(/127.0.0.1:\d+/, '127.0.0.1:19531')).toMatchInlineSnapshot(`
   import getpass
   import os
   import sys

   from pymilvus import MilvusClient

   new = os.environ.get("MILVUS_NEW_PASSWORD")
   if not new:
       new = getpass.getpass("New password of root: ")
       if new != getpass.getpass("Once more: "):
           sys.exit("STOP: these are two different passwords")
   where = dict(uri="https://127.0.0.1:19531", server_pem_path=sys.argv[1], server_name="milvus-production.default.svc")
   try:
       client = MilvusClient(token="root:Milvus", timeout=10, **where)
   except Exception as error:
       sys.exit(f"STOP: root:Milvus does not get in: {error}")
   client.update_password("root", "Milvus", new, timeout=10)
   client.close()
   MilvusClient(token=f"root:{new}", timeout=10, **where).close()
   print("milvus-production: the password of root is changed")
  `);
  expect(calls).toContain('python3 - secrets/production/milvus-production.served.crt');
  expect(shell.read('secrets/production/milvus-production.served.crt')).toBe(shell.read('milvus.crt'));
});

test('of the manifests, only the Certificates are applied before Milvus waits for their Secret', async () => {
  const { calls } = await setUp(issued);
  const from = calls.findIndex((call) => call.includes('clusterissuers'));
  const to = calls.findIndex((call) => call.startsWith('helm repo add'));
  expect(calls.slice(from, to).join('\n')).toMatchInlineSnapshot(`
   kubectl get clusterissuers.cert-manager.io internal-ca
   kubectl apply --filename -
     | ---
     | apiVersion: cert-manager.io/v1
     | kind: Certificate
     | metadata:
     |   name: milvus-production-backend-tls
   kubectl wait --for=condition=Ready certificates.cert-manager.io/milvus-production-backend-tls --namespace default --timeout=10m
  `);
});

test('waits until Milvus answers with TLS before it asks for a password, and stops where nothing does', async () => {
  const shell = new Shell();
  const block = snippetOf(runbookOf(production), 'first-password');
  const code = block.code.replaceAll('19531', String(await freePort()));
  const { codes, errors } = shell.paste([{ ...block, code }], {
    FAKE_PORT: 'none',
    FAKE_SERVED: 'none',
  });
  expect(codes).toEqual({ 'first-password': 1 });
  expect(errors).toContain('STOP: no TLS on milvus-production');
  expect(shell.python()).toBe('');
});

test.each([
  ['wait-for-address', guide, { FAKE_INGRESS_IP: '' }, 'STOP: my-release-milvus has no address'],
  ['wait-for-address', production, { FAKE_INGRESS_IP: '198.51.100.1' }, 'does not have 203.0.113.7'],
  ['dns-check', guide, { FAKE_DNS: '198.51.100.1' }, 'my-release.milvus.io leads to 198.51.100.1, not to 203.0.113.7'],
  ['restart', guide, { FAKE_NEG: '' }, 'STOP: no network endpoint group for my-release-milvus'],
] as const)('%s of %# gives up after its time and says why', (id, topology, variables, message) => {
  const page = runbookOf(topology);
  const { codes, errors, calls } = new Shell().paste([snippetOf(page, id)], { ADDRESS: '203.0.113.7', ...variables });
  expect(codes).toEqual({ [id]: 1 });
  expect(errors).toContain(message);
  expect(calls.filter((call) => call.includes('rollout'))).toEqual([]);
});

test('makes the bucket of the Terraform state only where it is missing', () => {
  const block = snippetOf(runbookOf(tenants), 'state-bucket');
  expect(new Shell().paste([block]).calls).toHaveLength(1);
  const missing = new Shell().paste([block], { FAKE_BUCKET_MISSING: '1' });
  expect(missing.codes).toEqual({ 'state-bucket': 0 });
  expect(missing.calls.slice(1).join('\n')).toMatchInlineSnapshot(`
   gcloud storage buckets create gs://example-state --project example-production --location us-west1 --uniform-bucket-level-access --public-access-prevention
   gcloud storage buckets update gs://example-state --versioning
  `);
});

test('rolls back only to a revision that the reader chose', () => {
  const block = snippetOf(runbookOf(guide), 'roll-back');
  const without = new Shell().paste([block]);
  expect(without.codes['roll-back']).not.toBe(0);
  expect(without.calls).toEqual(['']);
  expect(new Shell().paste([block], { REVISION: '3' }).calls.join('\n')).toMatchInlineSnapshot(`
   helm rollback my-release 3 --namespace default --wait --timeout 20m
   kubectl get service my-release-milvus --namespace default
  `);
});

test('takes the Ingress down first and what Terraform made last', () => {
  const page = runbookOf(production);
  const blocks = snippetsOf(page.slice(page.indexOf('\n## Tear down\n')));
  expect(new Shell().paste(blocks).calls.join('\n')).toMatchInlineSnapshot(`
   kubectl delete ingress milvus-production --namespace default --ignore-not-found --timeout 20m
   kubectl delete --filename dist/manifests/production.k8s.yaml --ignore-not-found
   npx --yes cdktf-cli@0.21.0 destroy production
   terraform -chdir=dist/terraform/stacks/production destroy
  `);
});
