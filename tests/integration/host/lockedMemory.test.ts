/** What a locked host still holds: its process's whole memory is read, as whoever steals a running laptop could. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unlockVault } from '#db/vault/vault.ts';
import { Desk, passphrase } from '#tests/support/desk.ts';

let desk: Desk;
let host: ChildProcess;
let key: Buffer;

beforeAll(async () => {
  desk = await Desk.of('caseworker');
  await desk.host.close();
  const vault = await unlockVault(desk.folder, passphrase, new Date());
  if (!vault.ok) throw new Error(vault.error.code);
  key = Buffer.from(vault.value.key);
  host = fork('tests/integration/host/lockingHost.ts', [desk.folder]);
});
afterAll(async () => {
  host.kill();
  await desk.close();
});

async function told(order: { readonly open: string } | 'lock'): Promise<unknown> {
  host.send(order);
  const [state] = await once(host, 'message');
  return state;
}

// only Linux shows a process's memory to the person who started it
it.runIf(process.platform === 'linux')('holds no key of the database, and no file of it', async () => {
  expect(await told({ open: passphrase })).toBe('open');
  expect(formsInMemory(), 'the search finds the key of an open profile').toContain('raw');
  expect(filesOfTheDatabase()).not.toEqual([]);
  expect(await told('lock')).toBe('locked');
  expect(formsInMemory()).toEqual([]);
  expect(filesOfTheDatabase()).toEqual([]);
});

/** In which spellings the key stands anywhere in the memory of the host. */
function formsInMemory(): string[] {
  const hex = key.toString('hex');
  const forms: Readonly<Record<string, Buffer>> = {
    raw: key,
    'first half': key.subarray(0, 16),
    'second half': key.subarray(16),
    hex: Buffer.from(hex),
    'hex in capitals': Buffer.from(hex.toUpperCase()),
    base64: Buffer.from(key.toString('base64')),
  };
  const found = new Set<string>();
  for (const memory of memoryOf(host.pid ?? 0)) {
    for (const [form, bytes] of Object.entries(forms)) if (memory.includes(bytes)) found.add(form);
  }
  return [...found];
}

/** Every run of pages that the program has written to. */
function* memoryOf(pid: number): Generator<Buffer> {
  const [memory, pages] = [openSync(`/proc/${pid}/mem`, 'r'), openSync(`/proc/${pid}/pagemap`, 'r')];
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = '', permissions = ''] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      if (!permissions.startsWith('rw')) continue;
      const first = Number.parseInt(from, 16) / pageSize;
      const known = bytesAt(pages, first * 8, (Number.parseInt(to, 16) / pageSize - first) * 8);
      for (const [start, end] of writtenRuns(known)) {
        yield bytesAt(memory, (first + start) * pageSize, (end - start) * pageSize);
      }
    }
  } finally {
    closeSync(memory);
    closeSync(pages);
  }
}

const pageSize = 4096;

/** From which page on up to which: eight bytes a page, whose two highest bits say "in memory" and "swapped out". */
function writtenRuns(known: Buffer): (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  let start: number | null = null;
  for (let page = 0; page <= known.length / 8; page += 1) {
    const written = page < known.length / 8 && (known[page * 8 + 7] ?? 0) >= 64;
    if (written) start ??= page;
    else if (start !== null) {
      runs.push([start, page]);
      start = null;
    }
  }
  return runs;
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let at = 0;
  for (;;) {
    const read = readSync(file, bytes, at, length - at, position + at);
    at += read;
    if (read === 0 || at === length) return bytes.subarray(0, at);
  }
}

function filesOfTheDatabase(): string[] {
  const folder = `/proc/${host.pid}/fd`;
  return readdirSync(folder)
    .map((number) => readlinkSync(`${folder}/${number}`))
    .filter((file) => file.includes('uige.db'));
}
