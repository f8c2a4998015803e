/**
 * A lock in the middle of a round of sync: whatever the server or the line does, the profile is closed at
 * once, and what still runs of the round ends by finding it so.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { databaseFileName } from '#db/vault/keyFile.ts';
import { createHost, type Host } from '#host/host.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { ok, passphrase, refusal } from '#tests/support/desk.ts';
import { quick } from '#tests/support/hardness.ts';
import type { Laptop } from '#tests/support/laptop.ts';
import { home, Office } from '#tests/support/office.ts';

let office: Office;
let aigul: Laptop;
beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
});
afterAll(() => office.close());

/** Takes every connection and never says a word. */
class SilentServer {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

interface Trouble {
  /** The request that is not answered, by its method and path. */
  readonly request: RegExp;
  /** So many are under way when the trouble is met. */
  readonly atOnce: number;
  /** Answers in the server's place, some time. */
  readonly answer: (url: string, init: RequestInit | undefined) => Promise<Response>;
}

/** A supervisor's laptop, enrolled, whose line goes bad when the test says so. */
class Dana {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'uige-lock-'));
  readonly host: Host;
  readonly client: AppClient;
  #trouble: Trouble | null = null;
  #meeting = 0;
  #met = Promise.withResolvers<void>();

  constructor(syncsByItself: boolean) {
    this.host = createHost({
      home: this.folder,
      clock: () => new Date(),
      hardness: quick,
      syncsByItself,
      fetch: (to, init) => this.#fetch(String(to), init),
    });
    this.client = this.host.client();
  }

  static async enrolled(syncsByItself: boolean): Promise<Dana> {
    const dana = new Dana(syncsByItself);
    opened.push(dana);
    const person = { name: 'Дана О.', role: 'supervisor' as const, institution: home, passphrase };
    ok(await dana.client.profile.create({ ...person, language: 'ru' }));
    const { code } = await office.server.admin.makeCode(await office.employ('supervisor'));
    ok(await dana.client.sync.enrol({ server: office.server.url, code }));
    ok(await dana.client.sync.now());
    return dana;
  }

  /** Resolves when the requests that meet with trouble have been made. */
  meet(trouble: Trouble): Promise<void> {
    this.#trouble = trouble;
    this.#meeting = 0;
    this.#met = Promise.withResolvers();
    return this.#met.promise;
  }

  mend(): void {
    this.#trouble = null;
  }

  #fetch(url: string, init: RequestInit | undefined): Promise<Response> {
    const asked = `${init?.method ?? 'GET'} ${new URL(url).pathname}`;
    if (this.#trouble?.request.test(asked) !== true) return fetch(url, init);
    this.#meeting += 1;
    if (this.#meeting === this.#trouble.atOnce) this.#met.resolve();
    return this.#trouble.answer(url, init);
  }

  /** SQLite removes its log when the last connection is closed. */
  databaseIsOpen(): boolean {
    return existsSync(path.join(this.folder, `${databaseFileName}-wal`));
  }
}

const opened: Dana[] = [];
afterEach(async () => {
  for (const { host, folder } of opened.splice(0)) {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** What whoever asked for the round is told in the end; documents are carried behind it, whatever becomes of them. */
const refused = /^locked$/;
const either = /^(done|locked)$/;

/** A case of another laptop, which the server has now. */
async function anotherCase(): Promise<string> {
  const caseId = aigul.openCase();
  await aigul.sync();
  return caseId;
}

const pull = {
  request: /^POST \/rpc\/pull$/,
  before: async () => '',
  during: anotherCase,
  atOnce: 1,
};
const upload = {
  request: /^PATCH \/attachments\//,
  before: async ({ client }: Dana) => {
    const caseId = await anotherCase();
    ok(await client.sync.now());
    return caseId;
  },
  during: async ({ client }: Dana, caseId: string) => {
    const file = new File([new Uint8Array(600 * 1024).fill(7)], 'акт.jpg', { type: 'image/jpeg' });
    ok(await client.attachments.add({ case: caseId, title: 'Акт передачи', file }));
    return caseId;
  },
  atOnce: 1,
};

/** More than goes in one batch, in a case of this laptop: on a line that was quick the second one is sent ahead. */
async function writeMuch({ client }: Dana, caseId: string): Promise<string> {
  const step = { case: caseId, kind: 'note.added', payload: { text: 'ы'.repeat(8000) } };
  ok(await client.cases.record({ steps: Array.from({ length: 50 }, () => step) }));
  return caseId;
}
const push = {
  request: /^POST \/rpc\/push$/,
  before: async (dana: Dana) => {
    const caseId = await anotherCase();
    ok(await dana.client.sync.now());
    await writeMuch(dana, caseId);
    ok(await dana.client.sync.now());
    return caseId;
  },
  during: writeMuch,
  atOnce: 2,
};

/** Everything of a request but the signal that would end it. */
function deaf(init: RequestInit | undefined): RequestInit {
  return { ...init, signal: null };
}

const places = [
  ['a push and the one sent ahead of its answer', push, false, refused],
  ['a pull', pull, false, refused],
  // the app may have begun a round of its own before, which is the one that is told of
  ['a pull of the app', pull, true, either],
  ['the upload of a document', upload, false, either],
  ['the upload of a document by the app', upload, true, either],
] as const;

describe.each(places)('a lock during %s', (_, { request, before, during, atOnce }, syncsByItself, told) => {
  async function lockedDuring(answer: Trouble['answer'], afterwards: () => Promise<void>): Promise<void> {
    const dana = await Dana.enrolled(syncsByItself);
    const { client } = dana;
    const known = await before(dana);
    const met = dana.meet({ request, answer, atOnce });
    const caseId = await during(dana, known);
    const round = client.sync.now();
    await met;

    const locking = client.profile.lock();
    expect((await client.profile.status()).state, 'before anything has been waited for').toBe('locked');
    expect(refusal(await client.cases.list({})).code).toBe('locked');
    await locking;
    expect(dana.databaseIsOpen()).toBe(false);

    await afterwards();
    const ended = await round;
    expect(ended.ok ? 'done' : ended.error.code).toMatch(told);
    expect(dana.databaseIsOpen(), 'nothing is written afterwards').toBe(false);

    dana.mend();
    ok(await client.profile.unlock({ passphrase }));
    ok(await client.sync.now());
    expect(ok(await client.cases.list({})).rows.map((child) => child.caseId)).toContain(caseId);
    await expect.poll(async () => ok(await client.sync.status()).documents.toSend).toBe(0);
  }

  test('whose server never answers', async () => {
    const silent = new SilentServer();
    const url = await silent.start();
    await lockedDuring(
      (to, init) => fetch(to.replace(office.server.url, url), init),
      () => silent.close(),
    );
  });

  test('whose request cannot be called off', async () => {
    const silent = new SilentServer();
    const url = await silent.start();
    await lockedDuring(
      (to, init) => fetch(to.replace(office.server.url, url), deaf(init)),
      () => silent.close(),
    );
  });

  test('whose answer comes after all, when the profile is closed', async () => {
    const later = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await lockedDuring(
      async (to, init) => {
        await later.promise;
        return fetch(to, deaf(init)).finally(answered.resolve);
      },
      () => {
        later.resolve();
        return answered.promise;
      },
    );
  });
});
