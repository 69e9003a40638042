import { readFileSync } from 'node:fs';
import { runbookOf } from '../../src/runbook/runbook';
import { commandsOf, sectionOf, snippetsOf } from './snippets';
import { all, created, guide, internal, issued, issuer, named, production, tenants, whole } from './topologies';

const titlesOf = (page: string): string[] => page.split('\n').filter((line) => line.startsWith('## '));
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('has ten commands in an order that works', () => {
  expect(titlesOf(runbookOf(production)).join('\n')).toMatchInlineSnapshot(`
   ## 1. Tools and cluster
   ## 2. Preflight
   ## 3. Back up, and plan the window
   ## 4. Create what Terraform owns
   ## 5. What the pods wait for
   ## 6. Upgrade Milvus
   ## 7. Change the first password
   ## 8. Apply the manifests
   ## 9. Restart the proxies once
   ## 10. Point DNS at the address
   ## 11. Verify
   ## Connect
   ## Roll back to layer 4
   ## Tear down
   ## The page's steps and files, and ours
  `);
  const lines = commandsOf(runbookOf(production)).flat();
  const from = lines.findIndex((line) => line.includes('preflight'));
  const to = lines.findIndex((line) => line.includes('--write-test'));
  expect(lines.slice(from, to + 1).join('\n')).toMatchInlineSnapshot(`
   npx milvus-l7 preflight production
   milvus-backup create --name before_production && milvus-backup list
   terraform -chdir=dist/terraform/stacks/production init
   terraform -chdir=dist/terraform/stacks/production apply
   npx milvus-l7 secrets production
   helm upgrade --install milvus-production milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19 --namespace default --reset-then-reuse-values --values dist/helm/production/milvus-production.values.yaml --wait --timeout 20m
   npx milvus-l7 password production
   kubectl diff --filename dist/manifests/production.k8s.yaml
   kubectl apply --filename dist/manifests/production.k8s.yaml
   npx milvus-l7 status production --watch --timeout 2h
   kubectl rollout restart deployment --namespace default --selector app.kubernetes.io/instance=milvus-production,app.kubernetes.io/name=milvus,component=proxy
   ADDRESS=$(gcloud compute addresses describe milvus-production --global --project example-production --format='value(address)') && export ADDRESS && echo "$ADDRESS"
   IFS= read -rs MILVUS_TOKEN && export MILVUS_TOKEN
   npx milvus-l7 verify production --write-test
  `);
});

test('leaves out the steps that an environment does not have', () => {
  expect(titlesOf(runbookOf(guide)).join('\n')).toMatchInlineSnapshot(`
   ## 1. Tools and cluster
   ## 2. Preflight
   ## 3. Back up, and plan the window
   ## 4. Upgrade Milvus
   ## 5. Apply the manifests
   ## 6. Restart the proxies once
   ## 7. Point DNS at the address
   ## 8. Verify
   ## Connect
   ## Roll back to layer 4
   ## Tear down
   ## The page's steps and files, and ours
  `);
});

test('makes the cluster before anything asks it', () => {
  expect(titlesOf(runbookOf(whole)).slice(0, 5).join('\n')).toMatchInlineSnapshot(`
   ## 1. Tools and cluster
   ## 2. Create what Terraform owns
   ## 3. Point kubectl and helm at the cluster
   ## 4. Preflight
   ## 5. What the pods wait for
  `);
  expect(
    commandsOf(sectionOf(runbookOf(whole), 'Point kubectl and helm at the cluster'))
      .flat()
      .join('\n'),
  ).toMatchInlineSnapshot(`
   gcloud container clusters get-credentials alpha-milvus-cluster --region us-west1 --project example-whole
   kubectl get namespace search || kubectl create namespace search
  `);
});

test('draws the way from the client to each pod', () => {
  expect(/^```mermaid\n([^]*?)\n```$/m.exec(runbookOf(tenants))?.[1]).toMatchInlineSnapshot(`
   flowchart LR
     client(["client"]) -->|"TLS, HTTP/2"| lb["address milvus-production:443<br/>alpha-milvus-tls<br/>beta-milvus-tls<br/>SSL policy milvus-production<br/>Ingress milvus"]
     lb -->|"alpha.example.com"| backend0["BackendConfig alpha-backendconfig<br/>health check :9091/healthz"] -->|"HTTP/2 over TLS"| neg0["NEG of alpha-milvus:19530"] --> pod0["proxy pods<br/>release alpha"]
     lb -->|"*.beta.example.com"| backend1["BackendConfig beta-backendconfig<br/>health check :9091/healthz"] -->|"HTTP/2 over TLS"| neg1["NEG of beta-milvus:19530"] --> pod1["standalone pod<br/>release beta"]
  `);
});

test.each([
  ['runs REST on the TLS port', tenants, 'the proxies do not start'],
  ['switches REST off', production, 'REST goes'],
  ['turns authorization on', production, 'Clients without user and password are refused'],
  ['has a network policy', tenants, 'a NetworkPolicy keeps out clients'],
  ['has policies of others', named, '`company-armor` decides who is let in'],
])('warns clients of a release that %s', (_, topology, text) => {
  expect(flat(runbookOf(topology))).toContain(text);
  expect(flat(runbookOf(guide))).not.toContain(text);
});

test('asks for a backup before the window, and for none where nothing runs yet', () => {
  expect(runbookOf(production)).toContain('milvus-backup create --name before_production');
  expect(runbookOf(whole)).not.toContain('milvus-backup create');
});

test('says when it is done', () => {
  for (const topology of all) {
    expect(flat(sectionOf(runbookOf(topology), 'Verify'))).toContain('**Done when** `status` ends with all ready');
  }
});

test('fills in one line a release for helm, with secret values by name only', () => {
  expect(
    commandsOf(sectionOf(runbookOf(tenants), 'Upgrade Milvus'))
      .flat()
      .join('\n'),
  ).toMatchInlineSnapshot(`
   helm upgrade --install alpha milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19 --namespace search --values dist/helm/tenants/alpha.values.yaml --values secrets/alpha\\'s\\ \\$1.yaml --wait --timeout 20m
   helm upgrade --install beta milvus --repo https://zilliztech.github.io/milvus-helm/ --version 4.2.58 --namespace search --reset-then-reuse-values --values dist/helm/tenants/beta.values.yaml --wait --timeout 20m
  `);
});

test('lets Terraform run the releases where the environment says so', () => {
  const section = sectionOf(runbookOf(whole), 'Upgrade Milvus');
  expect(flat(section)).toContain('Terraform runs the chart (`helmRelease`)');
  expect(commandsOf(section).flat().join('\n')).toMatchInlineSnapshot(`
   TF_VAR_secret_values_alpha="$(cat secrets/alpha\\'s\\ \\$1.yaml)"
   export TF_VAR_secret_values_alpha
   terraform -chdir=dist/terraform/stacks/whole-release init
   terraform -chdir=dist/terraform/stacks/whole-release apply
  `);
});

test('says in each step that changes the cluster what Argo CD or Flux does instead', () => {
  for (const title of ['Upgrade Milvus', 'Apply the manifests']) {
    expect(flat(sectionOf(runbookOf(production), title))).toContain('Argo CD or Flux');
  }
});

test('applies what the pods wait for before them: certificates of an issuer, service accounts of a bucket', () => {
  const commands = [issued, whole].flatMap((topology) =>
    commandsOf(sectionOf(runbookOf(topology), 'What the pods wait for')),
  );
  expect(commands.flat().join('\n')).toMatchInlineSnapshot(`
   yq 'select(.kind == "Certificate")' dist/manifests/issued.k8s.yaml | kubectl apply --filename -
   kubectl wait --for=condition=Ready certificates.cert-manager.io/milvus-production-backend-tls --namespace default --timeout 10m
   npx milvus-l7 secrets whole
   yq 'select(.kind == "ServiceAccount")' dist/manifests/whole.k8s.yaml | kubectl apply --filename -
  `);
});

test("gives clients the issuer's own certificate", () => {
  expect(runbookOf(issuer)).toContain('base64 --decode >secrets/issuer/beta-milvus-tls.ca.crt');
});

test('names what others made, and Terraform names what it makes', () => {
  expect(flat(sectionOf(runbookOf(named), 'Preflight'))).toContain(
    'what others make: `by-the-network-team`, `company-tls`, `company-armor`, `alpha-2026`, `beta-2026`, `example-com`',
  );
  expect(flat(sectionOf(runbookOf(created), 'Create what Terraform owns'))).toContain(
    'makes the static address `milvus`; the SSL policy `milvus`: TLS 1.2 or later, with the ciphers of the profile MODERN; the Cloud Armor policy `milvus`',
  );
});

test("goes a client's way by IP before DNS, unless Google issues the certificate only then", () => {
  const byIp = '--address "${ADDRESS:?}"';
  expect([tenants, internal, production].map((topology) => runbookOf(topology).includes(byIp))).toEqual([
    true,
    true,
    false,
  ]);
});

test('reads an internal address where it is, in its region', () => {
  expect(runbookOf(internal)).toContain('gcloud compute addresses describe milvus-internal --region us-west1');
});

test('has a place for each file and step of the page', () => {
  const files = ['tls.yaml', 'backendconfig.yaml', 'managed-crt.yaml', 'ingress.yaml', 'kubectl annotate'];
  for (const topology of all) {
    const section = sectionOf(runbookOf(topology), "The page's steps and files, and ours");
    expect(files.filter((file) => !section.includes(file))).toEqual([]);
  }
});

test('takes the Ingress down first and what Terraform made last', () => {
  expect(
    commandsOf(sectionOf(runbookOf(whole), 'Tear down'))
      .flat()
      .join('\n'),
  ).toMatchInlineSnapshot(`
   kubectl delete ingress alpha-milvus --namespace search --ignore-not-found --timeout 20m
   yq 'select(.kind != "ServiceAccount")' dist/manifests/whole.k8s.yaml | kubectl delete --ignore-not-found --filename -
   terraform -chdir=dist/terraform/stacks/whole-release destroy
   terraform -chdir=dist/terraform/stacks/whole destroy
  `);
});

test('needs nothing that a project without a clone does not have', () => {
  for (const topology of all) {
    expect(commandsOf(runbookOf(topology)).flat().join('\n')).not.toMatch(/npm run|cdktf/);
  }
});

test('links to headings of docs that exist, in the package unless told otherwise', () => {
  const page = runbookOf(whole, '../../docs') + runbookOf(production, '../../docs');
  const links = [...page.matchAll(/\]\(\.\.\/\.\.\/(docs\/[\w-]+\.md)(?:#([\w-]+))?\)/g)];
  expect(links.length).toBeGreaterThan(8);
  for (const [, file = '', anchor] of links) {
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    if (anchor !== undefined) expect(headings).toContain(anchor);
  }
  expect(runbookOf(production)).toContain('](../../node_modules/milvus-gke-l7/docs/troubleshooting.md)');
});

test('leaves nothing to fill in but what cannot be known', () => {
  for (const topology of all) {
    const page = runbookOf(topology);
    expect(page).not.toMatch(/undefined|[^/]null|\[object|NaN|TODO|<your/);
    const open = new Set([...page.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const known = ['CLUSTER', 'ADDRESS', 'RELEASE', 'REVISION', 'MILVUS_TOKEN'];
    expect([...open].filter((name) => !known.includes(name!))).toEqual([]);
  }
});

test('refers only to steps that are there', () => {
  for (const topology of all) {
    const page = runbookOf(topology);
    const last = titlesOf(page).filter((title) => /^## \d/.test(title)).length;
    const referred = [...page.matchAll(/step\s+(\d+)/g)].map(([, step]) => Number(step));
    expect(Math.max(...referred)).toBeLessThanOrEqual(last);
  }
});

test('gives every snippet a name of its own', () => {
  for (const topology of all) {
    const names = snippetsOf(runbookOf(topology)).map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('fills paragraphs to the width of our own lines', () => {
  const page = runbookOf(tenants)
    .replaceAll(/^```[^]*?^```$/gm, '')
    .replaceAll(/\]\([^)]*\)/g, ']');
  expect(page.split('\n').filter((line) => line.length > 120 && !line.startsWith('|') && line.includes(' '))).toEqual(
    [],
  );
});

test('the same topology makes the same page', () => {
  expect(runbookOf(issued)).toBe(runbookOf(structuredClone(issued)));
});
