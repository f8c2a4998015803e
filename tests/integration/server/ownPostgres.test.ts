/** The server's own PostgreSQL in a folder, when it has died, and when another user opens the folder. */
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '#server/postgres/embedded.ts';
import { Uige } from '../../support/uige.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'uige-own-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, 'postgres', name);

async function end(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  const pid = Number(readFileSync(at('postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, signal);
  await expect.poll(() => isThere(pid)).toBe(false);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A program that has taken the port of this address. */
async function takePort(url: string): Promise<() => Promise<void>> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  return () => new Promise((resolve) => other.close(() => resolve()));
}

async function answerOf({ url }: Embedded): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select 1 as one');
  await client.end();
  return rows;
}

test.each(['SIGKILL', 'SIGINT'] as const)(
  'whoever comes first after its %s starts it where a running server expects it',
  async (signal) => {
    const server = await startEmbedded(folder);
    await end(signal);
    const command = await startEmbedded(folder);
    expect(command.url).toBe(server.url);
    expect(await answerOf(server)).toEqual([{ one: 1 }]);
    await command.leave();
  },
);

test('where another program has taken its port meanwhile it takes another', async () => {
  const first = await startEmbedded(folder);
  await first.leave();
  const giveBack = await takePort(first.url);
  const second = await startEmbedded(folder);
  expect(second.url).not.toBe(first.url);
  expect(await answerOf(second)).toEqual([{ one: 1 }]);
  await second.leave();
  await giveBack();
});

/** Users to whom something in the folder belongs. */
function owners(): Set<number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(names.map((name) => statSync(path.join(folder, name)).uid));
}

test('a folder stays its owner’s, whoever opens it', async () => {
  // only root can be another one and open it
  const owner = process.getuid?.() === 0 ? 1 : statSync(folder).uid;
  chownSync(folder, owner, statSync(folder).gid);
  const made = await startEmbedded(folder);
  await made.leave();
  expect(owners()).toEqual(new Set([owner]));
  rmSync(path.join(folder, 'postgres.log'));
  const opened = await startEmbedded(folder);
  expect(await answerOf(opened)).toEqual([{ one: 1 }]);
  expect(owners()).toEqual(new Set([owner]));
  await opened.leave();
});

test('what does not start is told, with the reason of PostgreSQL', async () => {
  await (await startEmbedded(folder)).leave();
  writeFileSync(at('PG_VERSION'), '12\n');
  const uige = new Uige();
  const refused = await uige.refused(['server', 'verify', '--data', folder]);
  expect(refused.error.code).toBe('server_not_started');
  expect(refused.error.message).toContain('database files are incompatible with server');
  uige.remove();
});
