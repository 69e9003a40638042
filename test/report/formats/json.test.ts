import { json } from '../../../src/report/formats/json';
import { finding, reportOf } from '../finding';

test('tells programs the same, without the lines of the file', () => {
  expect(JSON.parse(json(reportOf(finding)))).toEqual([
    {
      file: 'k8s/service.yaml',
      line: 10,
      col: 5,
      rule: finding.rule,
      severity: 'error',
      message: finding.message,
      why: finding.why,
      cure: finding.cure,
      see: finding.see,
      path: finding.path,
      object: finding.object,
      environment: 'production',
    },
  ]);
  expect(json(reportOf())).toBe('[]\n');
});
