import { runbookOf } from '../../src/runbook/runbook';
import type { Topology } from '../../src/topology/topology';
import { Shell } from './shell';
import { snippetOf, snippetsOf } from './snippets';
import { adopted, all, whole } from './topologies';

const MANIFESTS = `# milvus-l7
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: alpha-milvus-storage
---
apiVersion: networking.k8s.io/v1
kind: Ingress
`;

/** Runs blocks of a page, and says what the tools were called with. */
function run(topology: Topology, ids: readonly string[], variables: Record<string, string> = {}) {
  const shell = new Shell();
  shell.write(`dist/manifests/${topology.environment}.k8s.yaml`, MANIFESTS);
  shell.write(`secrets/${topology.environment}/.gitignore`, '*');
  for (const { secretValuesFile } of topology.releases)
    if (secretValuesFile) shell.write(secretValuesFile, 'token: hunter2');
  const values = shell.write('live.yaml', variables['LIVE_VALUES'] ?? '');
  const blocks = snippetsOf(runbookOf(topology)).filter(({ id }) => ids.includes(id));
  return { ...shell.paste(blocks, { FAKE_HELM_VALUES: values, ...variables }), shell };
}

function titlesOf(topology: Topology): string[] {
  return [...runbookOf(topology).matchAll(/^## (\d+\. .*)$/gm)].map(([, title = '']) => title);
}

test('makes the cluster before anything asks it, and its service accounts before Milvus', () => {
  expect(titlesOf(whole).join('\n')).toMatchInlineSnapshot(`
   1. Prerequisites
   2. Check what must be there
   3. Create what Terraform owns
   4. Point kubectl and helm at the cluster
   5. Read the installed chart
   6. Plan the window: what changes for running clients
   7. Certificates in Secrets
   8. Service accounts for the bucket
   9. Upgrade Milvus
   10. Change the first password
   11. Apply the manifests
   12. Restart the proxies once
   13. Wait for the address
   14. Point DNS at it
   15. Wait for the certificate
  `);
});

test('looks at an existing cluster first, as ever', () => {
  expect(titlesOf(adopted).slice(0, 5).join('\n')).toMatchInlineSnapshot(`
   1. Prerequisites
   2. Read the installed chart
   3. Plan the window: what changes for running clients
   4. Create what Terraform owns
   5. Certificates in Secrets
  `);
});

test('points kubectl at the cluster that the environment names, in its own project and place', () => {
  expect(run(whole, ['credentials']).calls[0]).toBe(
    'gcloud container clusters get-credentials alpha-milvus-cluster --region us-west1 --project example-whole',
  );
  expect(run(adopted, ['credentials']).calls[0]).toBe(
    'gcloud container clusters get-credentials platform --zone us-west1-a --project example-platform',
  );
});

test('applies the service accounts of the manifests, and nothing else of them', () => {
  const { calls, codes } = run(whole, ['service-accounts']);
  expect(codes).toEqual({ 'service-accounts': 0 });
  expect(calls.join('\n')).toMatchInlineSnapshot(`
   kubectl apply --filename -
     | ---
     | apiVersion: v1
     | kind: ServiceAccount
     | metadata:
     |   name: alpha-milvus-storage
  `);
});

test('leaves Milvus its service account in a tear-down', () => {
  const { shell } = run(whole, []);
  const block = snippetOf(runbookOf(whole), 'delete-manifests');
  const piped = block.code.replace('kubectl delete --filename - --ignore-not-found', 'kubectl apply --filename -');
  const { calls } = shell.paste([{ ...block, code: piped }]);
  expect(calls.join('\n')).toContain('kind: Ingress');
  expect(calls.join('\n')).not.toContain('ServiceAccount');
});

describe('a release that runs', () => {
  const live = { FAKE_HELM_LIST: '[{"name":"alpha","chart":"milvus-5.0.19"}]' };

  test('stops the page where its data is not in the bucket', () => {
    const { codes, errors } = run(whole, ['data-stays'], { ...live, LIVE_VALUES: 'minio:\n  enabled: true\n' });
    expect(codes).toEqual({ 'data-stays': 1 });
    expect(errors).toContain('STOP: alpha runs, and its data is not in example-whole-alpha-milvus');
  });

  test.each([
    ['its data is there', { ...live, LIVE_VALUES: 'externalS3:\n  bucketName: example-whole-alpha-milvus\n' }],
    ['the data was copied', { ...live, LIVE_VALUES: '', MOVED: 'yes' }],
    ['there is none', { FAKE_HELM_LIST: '[]' }],
  ])('goes on where %s', (_, variables) => {
    expect(run(whole, ['data-stays'], variables).codes).toEqual({ 'data-stays': 0 });
  });

  test('stops the page where helm made it, and no file holds its values', () => {
    const { codes, errors, shell } = run(whole, ['release-values'], { ...live, LIVE_VALUES: 'a: b\n' });
    expect(codes).toEqual({ 'release-values': 1 });
    expect(errors).toContain('STOP: alpha was made by helm');
    expect(shell.saved('secrets/whole')).toEqual([expect.objectContaining({ mode: 0o600, text: 'a: b\n' })]);
  });

  test('goes on where Terraform made it', () => {
    const state = { ...live, FAKE_STATE: 'helm_release.alpha' };
    expect(run(whole, ['release-values'], state).codes).toEqual({ 'release-values': 0 });
    const other = { ...live, FAKE_STATE: 'helm_release.alphabet' };
    expect(run(whole, ['release-values'], other).codes).toEqual({ 'release-values': 1 });
  });

  test('goes on where the difference is wanted', () => {
    expect(run(whole, ['release-values'], { ...live, REPLACE: 'yes' }).codes).toEqual({ 'release-values': 0 });
  });
});

test('hands secret values to Terraform in a variable of its own, never as an argument', () => {
  const { calls, codes } = run(whole, ['release-init', 'release-plan', 'release-apply']);
  expect(Object.values(codes)).toEqual([0, 0, 0]);
  expect(calls.join('\n')).not.toContain('hunter2');
  expect(calls).toEqual([
    'terraform -chdir=dist/terraform/stacks/whole-release init',
    'terraform -chdir=dist/terraform/stacks/whole-release plan',
    'terraform -chdir=dist/terraform/stacks/whole-release apply',
  ]);
  const { code } = snippetOf(runbookOf(whole), 'release-apply');
  expect(code).toContain('export TF_VAR_secret_values_alpha');
});

test('says that Milvus and its data stay only where they do', () => {
  for (const topology of all) {
    const tearDown = runbookOf(topology).split('## Tear down')[1] ?? '';
    const goes = topology.terraform.releaseStack !== undefined || topology.cluster?.created !== undefined;
    expect(tearDown.replace(/\s+/g, ' ').includes('Milvus and its data stay.')).toBe(!goes);
  }
});
