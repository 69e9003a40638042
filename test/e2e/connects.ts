import { CLIENTS, VERSION } from './clients';
import { CRUD } from './programs';
import type { Site } from './site';

const PYTHON_SNIPPETS = ['pymilvus-by-name', 'pymilvus-by-ip', 'connections-by-name', 'connections-by-ip'];
const NODE_SNIPPETS = ['node-by-name', 'node-by-ip'];

/** Declares what must work with every release: the runbook's snippets as they are written, and what a client is for. */
export function connects(siteOf: () => Site, release: string): void {
  test.each(CLIENTS)(`%s prints the version of ${release} with every snippet, by name and by IP`, async (client) => {
    const snippets = client === 'node' ? NODE_SNIPPETS : PYTHON_SNIPPETS;
    const outcomes = await Promise.all(snippets.map((id) => siteOf().clients.run(client, id, release)));
    expect(outcomes.map(({ out }, index) => `${snippets[index] ?? ''} ${out}`)).toEqual(
      snippets.map((id) => `${id} ${VERSION}\n`),
    );
  });

  test(`every client creates, inserts, searches and drops in ${release}`, async () => {
    const outcomes = await Promise.all(CLIENTS.map((client) => siteOf().clients.goOn(client, CRUD[client], release)));
    const worked = '10 inserted, 7 found, dropped';
    expect(outcomes.map(({ out }) => out.split('\n').find((line) => line.includes('inserted')))).toEqual(
      CLIENTS.map(() => worked),
    );
  });
}
