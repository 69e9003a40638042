import { describeFault } from '../../src/errors';
import { lostProtections } from '../../src/apps/protections';

const FILE = 'dist/terraform/stacks/prod/cdk.tf.json';
const kept = { name: 'my-data', lifecycle: { prevent_destroy: true } };
const bucket = { google_storage_bucket: { bucket_1: kept } };
const textOf = (resource: object) => JSON.stringify({ resource });
const told = (before: string, after?: string) => lostProtections(FILE, before, after).map(describeFault).join('\n');

test('what is protected cannot leave a stack unseen', () => {
  expect(told(textOf(bucket), textOf({}))).toMatchInlineSnapshot(`
   dist/terraform/stacks/prod/cdk.tf.json: would lose what it protects, and the next apply would destroy it: google_storage_bucket.bucket_1 "my-data"
       To remove it, put it back with gcp.deletionProtection: false, synthesize, apply, and take it out then. For a mere rename, move the state first (terraform state mv). Then, or where nothing of it was ever applied, delete dist/terraform/stacks/prod/cdk.tf.json
  `);
});

test('nor can it go with its stack; the cluster has two guards', () => {
  const cluster = {
    google_container_cluster: { cluster_1: { ...kept, name: 'my-cluster', deletion_protection: true } },
  };
  expect(told(textOf({ ...bucket, ...cluster }))).toMatchInlineSnapshot(`
   dist/terraform/stacks/prod/cdk.tf.json: no environment writes it any more, and it protects google_storage_bucket.bucket_1 "my-data", google_container_cluster.cluster_1 "my-cluster"
       To take it down, bring the environment back with gcp.deletionProtection: false and gcp.cluster.create.deletionProtection: false, synthesize, apply, destroy, and remove it then. For a mere rename, move the state first (terraform state mv). Then, or where nothing of it was ever applied, delete dist/terraform/stacks/prod/cdk.tf.json
  `);
});

test('another address in the file is another resource for Terraform', () => {
  expect(told(textOf(bucket), textOf({ google_storage_bucket: { bucket_2: kept } }))).toContain('bucket_1');
});

test.each([
  ['it stays', textOf(bucket), textOf(bucket)],
  ['it stays, and its protection is off', textOf(bucket), textOf({ google_storage_bucket: { bucket_1: {} } })],
  ['it was not protected', textOf({ google_storage_bucket: { bucket_1: { name: 'my-data' } } }), textOf({})],
  ['the file was broken', '<<<<<<< ours', textOf({})],
])('nothing is said where %s', (_, before, after) => {
  expect(told(before, after)).toBe('');
});
