import type { Client } from './clients';

/** Lines that go on where a snippet of the runbook has connected; NAME is a collection that no other client uses. */
export type Program = Readonly<Record<Client, string>>;

const CRUD_PYTHON = `
client.create_collection("NAME", dimension=4, timeout=30)
rows = [{"id": number, "vector": [number, 0.0, 0.0, 1.0]} for number in range(10)]
inserted = client.insert("NAME", rows, timeout=30)["insert_count"]
found = client.search("NAME", data=[[7.0, 0.0, 0.0, 1.0]], limit=1, consistency_level="Strong", timeout=30)
client.drop_collection("NAME", timeout=30)
there = client.has_collection("NAME", timeout=30)
print(f"{inserted} inserted, {found[0][0]['id']} found, {'still there' if there else 'dropped'}")
`;

const CRUD_NODE = `
  await client.createCollection({ collection_name: "NAME", dimension: 4 });
  const data = Array.from({ length: 10 }, (_, id) => ({ id, vector: [id, 0, 0, 1] }));
  const { insert_cnt: inserted } = await client.insert({ collection_name: "NAME", data });
  const query = { collection_name: "NAME", data: [7, 0, 0, 1], limit: 1, consistency_level: "Strong" };
  const { results } = await client.search(query);
  await client.dropCollection({ collection_name: "NAME" });
  const { value: there } = await client.hasCollection({ collection_name: "NAME" });
  console.log(inserted + " inserted, " + results[0].id + " found, " + (there ? "still there" : "dropped"));
`;

/** Creates a collection, inserts ten rows, finds the seventh and drops it; says so in a line. */
export const CRUD: Program = { 'pymilvus-2.4': CRUD_PYTHON, 'pymilvus-3.0': CRUD_PYTHON, node: CRUD_NODE };

/** Milvus answers a search when it has seen everything up to the guarantee: so this call takes six seconds. */
export const SLOW_SEARCH = `
import time

client.create_collection("NAME", dimension=4, timeout=30)
print("created")
started = time.time()
strictly = {"consistency_level": "Customized", "guarantee_timestamp": int((started + 6) * 1000) << 18}
try:
    client.search("NAME", data=[[7.0, 0.0, 0.0, 1.0]], limit=1, retry_times=1, **strictly)
    print("answered", "slowly" if time.time() - started > 4 else "at once")
finally:
    client.drop_collection("NAME", timeout=30)
`;

/** One message of some 70 MiB. */
export const LARGE_INSERT = `
client.create_collection("NAME", dimension=8192, timeout=30)
rows = [{"id": number, "vector": [0.5] * 8192} for number in range(2200)]
try:
    client.insert("NAME", rows, timeout=60)
finally:
    client.drop_collection("NAME", timeout=30)
`;
