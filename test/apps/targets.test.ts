import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTargets } from '../../src/apps/targets';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'targets-'))));
afterEach(() => rmSync(root, { recursive: true }));

/** What is noted of memory, of an environment with alerts and these values. */
function notedOf(values: string, monitoring = '{ podMonitoring: true, alerts: {} }'): string[] {
  mkdirSync(join(root, 'environments'));
  writeFileSync(join(root, 'values.yaml'), values);
  writeFileSync(
    join(root, 'environments/prod.yaml'),
    `project: my-project
region: us-west1
releases:
  - { name: milvus, host: milvus.example.com, values: ../values.yaml }
monitoring: ${monitoring}
`,
  );
  const { notes } = loadTargets(root, []);
  return notes
    .filter(({ message }) => message.includes('memory'))
    .map(({ path, message }) => `${path ?? ''} ${message}`);
}

test('tells that no alert watches the memory of a release whose values set no limit', () => {
  expect(notedOf('queryNode: { replicas: 2 }\n')).toEqual([
    'releases[0] has no memory limit in its values: no alert tells when its memory runs out',
  ]);
});

test('says nothing of it where a limit stands', () => {
  expect(notedOf('queryNode: { resources: { limits: { memory: 8Gi } } }\n')).toEqual([]);
});

test('says nothing of it where there are no alerts', () => {
  expect(notedOf('queryNode: { replicas: 2 }\n', '{ podMonitoring: true }')).toEqual([]);
});
