/** A central server on its own PostgreSQL, in a process of its own. Tells its address; answers each line once everything pushed is summarised. */
import { createInterface } from 'node:readline';
import { startServer } from '#server/start.ts';
import { benchInstitution } from '../field/profile.ts';

const [data = ''] = process.argv.slice(2);
const server = await startServer({ data });
await server.admin.addInstitution(benchInstitution);
for (const [login, role] of [
  ['writer', 'caseworker'],
  ['reader', 'supervisor'],
] as const) {
  await server.admin.addUser({ login, name: login, role, institution: benchInstitution });
}
const [writer, reader] = [await server.admin.makeCode('writer'), await server.admin.makeCode('reader')];
say({ url: server.url, codes: { writer: writer.code, reader: reader.code } });

for await (const _line of createInterface({ input: process.stdin })) {
  await server.drained();
  say(await server.admin.counts());
}
await server.close();

function say(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
