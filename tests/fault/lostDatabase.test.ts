/** PostgreSQL dies under a running server, as in a power cut or for want of memory: the work goes on by itself. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countUnsent } from '#db/steps/unsent.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import { Laptop } from '../support/laptop.ts';

const home = 'Дом надежды';
const data = mkdtempSync(path.join(tmpdir(), 'uige-fault-server-'));
let server: RunningServer;
let aigul: Laptop;

beforeAll(async () => {
  server = await startServer({ data });
  await server.admin.addInstitution(home);
  await server.admin.addUser({
    login: 'aigul',
    name: 'Айгүл С.',
    role: 'caseworker',
    institution: home,
  });
  const { code } = await server.admin.makeCode('aigul');
  aigul = Laptop.make({ role: 'caseworker', institution: home });
  const enrolled = await aigul.enrol(server.url, code);
  if (!enrolled.ok) throw new Error(enrolled.error.code);
}, 120_000);
afterAll(async () => {
  aigul.close();
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

function endPostgres(signal: 'SIGQUIT' | 'SIGKILL'): void {
  const [pid] = readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), signal);
}

test.each(['SIGQUIT', 'SIGKILL'] as const)(
  'after a %s of PostgreSQL in the middle of a push every step is there once',
  async (signal) => {
    const caseId = aigul.openCase();
    for (let at = 0; at < 300; at += 1) aigul.note(caseId, `запись ${at} `.repeat(40));
    const round = aigul.trySync();
    endPostgres(signal);
    const first = await round;
    if (!first.ok) expect(first.error).toMatchObject({ code: 'server_unreachable' });
    // the server starts it again, and the laptop's next rounds find it
    await expect.poll(async () => (await aigul.trySync()).ok, { timeout: 100_000, interval: 500 }).toBe(true);
    expect(countUnsent(aigul.database)).toBe(0);
    expect(aigul.feeds().get(caseId)).toMatch(/^case 302 /);
    const again = await aigul.sync();
    expect(again).toMatchObject({ pushed: 0 });
  },
);
