/**
 * A central server on its own PostgreSQL, in a process of its own. Tells its address; answers each line
 * once everything pushed is summarised, with the codes of as many more people as it asks for.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
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

const order = z.object({ people: z.int().default(0) });
let people = 0;
for await (const line of createInterface({ input: process.stdin })) {
  await server.drained();
  const wanted = people + order.parse(JSON.parse(line)).people;
  const made: string[] = [];
  for (; people < wanted; people += 1) {
    const login = `person-${people}`;
    await server.admin.addUser({ login, name: login, role: 'caseworker', institution: benchInstitution });
    made.push((await server.admin.makeCode(login)).code);
  }
  say({ codes: made });
}
await server.close();

function say(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
