interface Finding {
  readonly check: string;
  readonly type: string;
  readonly name: string;
  readonly where: string;
}
const { acceptedIn, faultsOf, findingsOf, scannable } = jest.requireActual<{
  acceptedIn: (markdown: string) => Map<string, string>;
  scannable: (text: string) => string;
  findingsOf: (report: object, stacks: ReadonlyMap<string, string>) => Finding[];
  faultsOf: (findings: readonly Finding[], accepted: ReadonlyMap<string, string>) => string[];
}>('../scripts/scan-findings');

const stacks = new Map([['prod', '{"resource":{"google_storage_bucket":{"b":{}}}}']]);
const found = { check_id: 'CKV_GCP_62', check_name: 'Bucket should log access', resource: 'resource.b' };
const report = (summary: object) => ({
  summary: { passed: 1, failed: 1, parsing_errors: 0, ...summary },
  results: { failed_checks: [{ ...found, file_path: '/prod/cdk.tf.json' }], parsing_errors: ['prod/cdk.tf.json'] },
});

test('a finding needs a row in the table, by its check and the type of its resource', () => {
  const findings = findingsOf(report({}), stacks);
  expect(faultsOf(findings, acceptedIn('| CKV_GCP_62 | `google_storage_bucket` | audit logs do it |\n'))).toEqual([]);
  expect(faultsOf(findings, acceptedIn('| CKV_GCP_62 | `google_dns_managed_zone` | no |\n'))).toEqual([
    'CKV_GCP_62 google_storage_bucket.b in prod: Bucket should log access',
    'CKV_GCP_62 google_dns_managed_zone: nothing finds it any more; take its row out of docs/terraform.md',
  ]);
});

test('a stack that is not parsed fails, and so does a scan of nothing', () => {
  expect(() => findingsOf(report({ parsing_errors: 1 }), stacks)).toThrow('prod/cdk.tf.json');
  expect(() => findingsOf(report({ passed: 0, failed: 0 }), stacks)).toThrow('looked at nothing');
  // What checkov writes where it has no runner for the files.
  expect(() => findingsOf({ passed: 0, failed: 0, parsing_errors: 0 }, stacks)).toThrow('looked at nothing');
});

test('import blocks are taken out, and nothing else', () => {
  expect(JSON.parse(scannable('{"import":[{"id":"a/b","to":"c"}],"resource":{}}'))).toEqual({ resource: {} });
});
