/**
 * The peer's two devices: one that writes and pushes, one that pulls. Asked for
 * `{"do":"prepare","documents":[…]}`, `{"do":"push"}` or `{"do":"pull"}`, they answer with the seconds of
 * the replication alone.
 */
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import PouchDB from 'pouchdb';

const [folder, server, batchSize] = process.argv.slice(2);
const options = { batch_size: Number(batchSize), batches_limit: 10 };
const writer = new PouchDB(path.join(folder, 'writer'));
const reader = new PouchDB(path.join(folder, 'reader'));
const remote = `${server}/steps`;

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  if (order.do === 'prepare') await writer.bulkDocs(order.documents);
  const begun = performance.now();
  let moved = 0;
  if (order.do === 'push') moved = (await PouchDB.replicate(writer, remote, options)).docs_written;
  if (order.do === 'pull') moved = (await PouchDB.replicate(remote, reader, options)).docs_written;
  process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - begun) / 1000, moved })}\n`);
}
await writer.close();
await reader.close();
process.exit(0);
