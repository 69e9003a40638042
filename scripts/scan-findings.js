// What a scan of the emitted Terraform finds, against the table of docs/terraform.md that says why each finding stays.
'use strict';

/** `| CKV_GCP_62 | google_storage_bucket | why it stays |`, with or without backquotes. */
const ROW = /^\| *`?(CKV\w+)`? *\| *`?(\w+)`? *\| *(.+?) *\|$/gm;

/** The rows of the table, by check and type of resource. */
exports.acceptedIn = (markdown) =>
  new Map([...markdown.matchAll(ROW)].map(([, check, type, reason]) => [`${check} ${type}`, reason]));

/** checkov cannot read a list of import blocks, and they say nothing of a resource. */
exports.scannable = (text) => {
  const stack = JSON.parse(text);
  delete stack.import;
  return JSON.stringify(stack, null, 2);
};

/**
 * Findings of checkov's report, each once, with the type of its resource.
 *
 * @param stacks the text of each stack's file, by the stack's name
 */
exports.findingsOf = (report, stacks) => {
  const { parsing_errors: errors, failed, passed } = report.summary ?? report;
  if (errors !== 0) throw new Error(`${errors} of the stacks cannot be parsed: ${report.results?.parsing_errors}`);
  if (failed + passed === 0) throw new Error('checkov looked at nothing');
  return report.results.failed_checks.map(({ check_id: check, check_name: name, file_path: file, resource }) => {
    const stack = file.split('/').at(-2);
    const id = resource.replace(/^resource\./, '');
    const { resource: types } = JSON.parse(stacks.get(stack));
    const type = Object.keys(types).find((one) => id in types[one]);
    return { check, type, name, where: `${type}.${id} in ${stack}` };
  });
};

/** What is wrong: findings without a row, rows without a finding. */
exports.faultsOf = (findings, accepted) => {
  const keyOf = ({ check, type }) => `${check} ${type}`;
  const found = new Set(findings.map(keyOf));
  return [
    ...findings
      .filter((finding) => !accepted.has(keyOf(finding)))
      .map(({ check, where, name }) => `${check} ${where}: ${name}`),
    ...[...accepted.keys()]
      .filter((key) => !found.has(key))
      .map((key) => `${key}: nothing finds it any more; take its row out of docs/terraform.md`),
  ];
};
