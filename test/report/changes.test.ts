import type { Summary } from '../../src/diff/summary';
import { changesSum, changesText } from '../../src/report/changes';
import { summary } from './summary';

test('tells dangers first, then every change, in 80 columns', () => {
  const text = changesText(summary(), { colour: false });
  expect(text).toMatchInlineSnapshot(`
   production danger host-is-removed
     Ingress default/milvus
       the host \`a.example.com\` is removed; \`b.example.com\` is new

     why   calls for it get the default backend, 404, and its certificate goes with
           it
     cure  Move its clients first.
     see   https://cloud.google.com/kubernetes-engine/docs/concepts/ingress

   production 5 changes
     ~ Ingress default/milvus
         metadata.annotations["kubernetes.io/ingress.global-static-ip-name"]:
             milvus → x
       - spec.a: 1
       + spec.b: {"c":2}
     ~ BackendConfig default/a is now BackendConfig default/b
     - Service default/rest
     + google_compute_ssl_policy.policy in stack production
     ~ runbook

   trial new, 1 object
     + Helm release milvus
  `);
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('gives one reason for dangers of one kind', () => {
  const [danger] = summary().dangers;
  const twice: Summary = { ...summary(), dangers: [danger!, { ...danger!, on: 'Ingress default/other' }] };
  const text = changesText(twice, { colour: false });
  expect(text.match(/ {2}why/g)).toHaveLength(1);
  expect(text).toContain('  Ingress default/other\n');
});

test('colours only where it may, and lets no file move the cursor', () => {
  expect(changesText(summary(), { colour: true })).toContain('\u001b[31mdanger\u001b[39m');
  expect(changesText(summary(), { colour: false })).not.toContain('\u001b');
  const evil: Summary = {
    dangers: [],
    environments: [{ name: 'a', what: 'new', lines: [{ what: 'added', title: 'X \u001b[2J', fields: [] }] }],
  };
  expect(changesText(evil, { colour: false })).not.toContain('\u001b');
});

test('says in a sentence that nothing changes', () => {
  const nothing = { dangers: [], environments: [] };
  expect(changesText(nothing, { colour: true })).toBe('Nothing changes: both say the same of every object.\n');
  expect(changesSum(nothing)).toBe('no change');
});

test.each([
  [summary(), '1 danger, 6 changes in 2 environments'],
  [{ ...summary(), dangers: [] }, 'no danger, 6 changes in 2 environments'],
])('sums up', (one, sum) => {
  expect(changesSum(one)).toBe(sum);
});
