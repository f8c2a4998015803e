/**
 * The end of a revoked laptop (docs/sync-protocol.md §7): what it hands in, that it destroys what it held,
 * what it says of it, and that nobody but its server can make it do so.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHost, type Host } from '#host/host.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { aChild } from '../../factories/story.ts';
import { ok, passphrase, refusal } from '../../support/desk.ts';
import { quick } from '../../support/hardness.ts';
import { home, Office } from '../../support/office.ts';
import { Uige } from '../../support/uige.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const opened: { host: Host; folder: string }[] = [];
afterEach(async () => {
  for (const { host, folder } of opened.splice(0)) {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Another network than the real one; `meddle` may answer in the server's place. */
type Meddling = (path: string) => Response | null;

interface Enrolled {
  readonly folder: string;
  readonly client: AppClient;
  readonly deviceId: string;
  readonly caseCode: string;
}

function hostAt(folder: string, meddle: Meddling = () => null): AppClient {
  const usual = globalThis.fetch;
  const host = createHost({
    home: folder,
    clock: () => new Date(),
    hardness: quick,
    fetch: async (to, init) => meddle(new URL(String(to)).pathname) ?? usual(to, init),
  });
  opened.push({ host, folder });
  return host.client();
}

/** A caseworker's laptop with one case on it that the server knows. */
async function laptop(meddle?: Meddling): Promise<Enrolled> {
  const folder = mkdtempSync(path.join(tmpdir(), 'uige-revoked-'));
  const client = hostAt(folder, meddle);
  const person = { name: 'Болат К.', role: 'caseworker' as const, institution: home, passphrase };
  ok(await client.profile.create({ ...person, language: 'ru' }));
  const { code } = await office.server.admin.makeCode(await office.employ('caseworker'));
  ok(await client.sync.enrol({ server: office.server.url, code }));
  const { caseCode } = ok(
    await client.cases.open({ institution: home, admittedOn: '2025-10-01', child: aChild }),
  );
  ok(await client.sync.now());
  const { deviceId } = ok(await client.profile.me());
  return { folder, client, deviceId, caseCode };
}

async function note({ client, caseCode }: Enrolled, text: string): Promise<void> {
  ok(await client.cases.record({ steps: [{ case: caseCode, kind: 'note.added', payload: { text } }] }));
}

async function deviceOf({ deviceId }: Enrolled) {
  return (await office.server.admin.deviceList()).find((one) => one.deviceId === deviceId);
}

test('a withdrawn laptop hands in what it wrote, destroys what it held, and says both here and at the server', async () => {
  const bolat = await laptop();
  await note(bolat, 'последняя запись');
  await office.server.admin.deviceRevoke(bolat.deviceId, 'withdrawn');
  const said = { as: 'withdrawn', handedIn: 1, leftSteps: 0, leftDocuments: 0, done: true, told: true };

  expect(refusal(await bolat.client.sync.now())).toMatchObject({ code: 'device_wiped', details: said });
  expect(readdirSync(bolat.folder)).toEqual(['wiped.json']);
  expect(readFileSync(path.join(bolat.folder, 'wiped.json'), 'utf8')).not.toMatch(/Болат|Ахметова|Дана/);
  expect(await bolat.client.profile.status()).toMatchObject({ state: 'none', language: 'ru', wiped: said });
  expect(await deviceOf(bolat)).toMatchObject({
    revokedAs: 'withdrawn',
    wiped: { handedIn: 1, leftSteps: 0, leftDocuments: 0 },
  });
  const waiting = await office.server.admin.quarantineList();
  expect(waiting.filter((one) => one.deviceId === bolat.deviceId)).toMatchObject([
    { kind: 'note.added', reason: 'revoked' },
  ]);
});

test('a laptop that was reported lost destroys what it held at once, and says what was lost with it', async () => {
  const bolat = await laptop();
  await note(bolat, 'не отправлено');
  await note(bolat, 'и это');
  await office.server.admin.deviceRevoke(bolat.deviceId, 'lost');

  expect(refusal(await bolat.client.sync.now())).toMatchObject({
    code: 'device_wiped',
    details: { as: 'lost', handedIn: 0, leftSteps: 2, told: true },
  });
  expect(readdirSync(bolat.folder)).toEqual(['wiped.json']);
  expect(await deviceOf(bolat)).toMatchObject({ wiped: { handedIn: 0, leftSteps: 2 } });
  const waiting = await office.server.admin.quarantineList();
  expect(waiting.some((one) => one.deviceId === bolat.deviceId)).toBe(false);
});

test('a withdrawn laptop hands in documents too, and goes only when they have arrived', async () => {
  let line = 'bad';
  const bolat = await laptop((to) => {
    if (line === 'bad' && to.startsWith('/attachments')) throw new TypeError('no connection');
    return null;
  });
  const file = new File(['%PDF-1.4 решение опеки'], 'решение.pdf');
  ok(await bolat.client.attachments.add({ case: bolat.caseCode, file, title: 'Решение' }));
  ok(await bolat.client.sync.now());
  await office.server.admin.deviceRevoke(bolat.deviceId, 'withdrawn');

  expect(refusal(await bolat.client.sync.now())).toMatchObject({ code: 'device_revoked' });
  expect(ok(await bolat.client.sync.status()).documents).toEqual({ toSend: 1, toFetch: 0 });
  line = 'good';
  expect(refusal(await bolat.client.sync.now())).toMatchObject({
    code: 'device_wiped',
    details: { leftDocuments: 0 },
  });
  expect(await office.rows('select size from attachment')).toHaveLength(1);
});

test('without a link a withdrawn laptop hands documents in by a file, and goes when it opens the answer', async () => {
  let line = 'bad';
  const bolat = await laptop((to) => {
    if (line === 'none' || to.startsWith('/attachments')) throw new TypeError('no connection');
    return null;
  });
  const withdrawn = await withdrawnCase(bolat);
  for (const caseCode of [bolat.caseCode, withdrawn]) {
    const file = new File([`%PDF-1.4 решение опеки ${caseCode}`], 'решение.pdf');
    ok(await bolat.client.attachments.add({ case: caseCode, file, title: 'Решение' }));
  }
  ok(await bolat.client.sync.now());
  // one of the steps that name them has no worth: nobody needs its document
  await office.rows("update withheld_step set verdict = 'refused' where kind = 'document.attached'");
  await office.server.admin.deviceRevoke(bolat.deviceId, 'withdrawn');
  line = 'none';
  const { file, documents } = ok(await bolat.client.sync.bundleOut({ language: 'ru' }));
  expect(documents).toBe(2);
  const question = new Uint8Array(await file.arrayBuffer());
  const answered = await office.server.admin.bundleIn(question);
  expect(answered.documents).toEqual({ held: 1, refused: 1 });
  const answer = new File([answered.file], 'ответ.uige');
  expect(refusal(await bolat.client.sync.bundleIn({ file: answer }))).toMatchObject({
    code: 'device_wiped',
    details: { as: 'withdrawn', leftDocuments: 1, told: false },
  });
  expect(readdirSync(bolat.folder)).toEqual(['wiped.json']);
});

test('a document of a refused step in a case that has left the laptop is counted among what is lost with it', async () => {
  let line = 'bad';
  const bolat = await laptop((to) => {
    if (line === 'bad' && to.startsWith('/attachments')) throw new TypeError('no connection');
    return null;
  });
  const withdrawn = await withdrawnCase(bolat);
  const file = new File(['%PDF-1.4 заключение, которого больше нет нигде'], 'заключение.pdf');
  ok(await bolat.client.attachments.add({ case: withdrawn, file, title: 'Заключение' }));
  ok(await bolat.client.sync.now());
  expect(ok(await bolat.client.sync.status()).documents).toEqual({ toSend: 1, toFetch: 0 });
  await office.rows(
    "update withheld_step set verdict = 'refused' where kind = 'document.attached' and device_id = $1",
    bolat.deviceId,
  );
  await office.server.admin.deviceRevoke(bolat.deviceId, 'withdrawn');
  line = 'good';
  expect(refusal(await bolat.client.sync.now())).toMatchObject({
    code: 'device_wiped',
    details: { as: 'withdrawn', leftDocuments: 1, told: true },
  });
  expect(await deviceOf(bolat)).toMatchObject({ wiped: { leftDocuments: 1 } });
});

/** A second case of this laptop, whose grant ends without its hearing of it. */
async function withdrawnCase({ client, deviceId }: Enrolled): Promise<string> {
  const child = {
    ...aChild,
    familyName: 'Сериков',
    givenName: 'Арман',
    patronymic: null,
    sex: 'm' as const,
    birthDate: '2015-02-03',
    birthYear: 2015,
    iin: null,
    iinStatus: 'missing' as const,
  };
  const { caseCode } = ok(await client.cases.open({ institution: home, admittedOn: '2025-10-01', child }));
  ok(await client.sync.now());
  const device = (await office.server.admin.deviceList()).find((one) => one.deviceId === deviceId);
  await office.server.admin.withdraw(device?.login ?? '', caseCode);
  return caseCode;
}

test('whoever only pretends to be the server cannot have a laptop destroy anything', async () => {
  let forged: object | null = null;
  const bolat = await laptop((to) => (forged !== null && to.startsWith('/rpc/') ? refusing(forged) : null));
  await note(bolat, 'не отправлено');
  const epoch = crypto.randomUUID();
  for (const proof of [undefined, toBase64(new Uint8Array(32))]) {
    for (const as of ['lost', 'withdrawn']) {
      forged = { as, epoch, ...(proof === undefined ? {} : { proof }) };
      expect(refusal(await bolat.client.sync.now())).toMatchObject({ code: 'device_revoked' });
    }
  }
  forged = null;
  expect(ok(await bolat.client.sync.now()).pendingCount).toBe(0);
});

test('without a connection for its last word the laptop is gone all the same, and says that the server does not know', async () => {
  const bolat = await laptop((to) => {
    if (to.endsWith('/wiped')) throw new TypeError('no connection');
    return null;
  });
  await office.server.admin.deviceRevoke(bolat.deviceId, 'lost');
  expect(refusal(await bolat.client.sync.now())).toMatchObject({ details: { done: true, told: false } });
  expect(await deviceOf(bolat)).toMatchObject({ revokedAs: 'lost', wiped: null });
});

test('a destruction that was cut short goes on at the next start, before any passphrase', async () => {
  const bolat = await laptop();
  await bolat.client.profile.lock();
  const begun = { as: 'lost', at: new Date().toISOString(), language: 'kk', done: false, told: false };
  const counts = { handedIn: 0, leftSteps: 3, leftDocuments: 0 };
  const { writeWipedNote } = await import('#db/vault/wipedNote.ts');
  writeWipedNote(bolat.folder, { ...begun, ...counts, as: 'lost', language: 'kk' });
  expect(existsSync(path.join(bolat.folder, 'profile.json'))).toBe(true);

  const again = hostAt(bolat.folder);
  expect(await again.profile.status()).toMatchObject({ state: 'none', wiped: { done: true, leftSteps: 3 } });
  expect(readdirSync(bolat.folder)).toEqual(['wiped.json']);
});

test('whoever begins anew in the same place is reminded of nothing', async () => {
  const bolat = await laptop();
  await office.server.admin.deviceRevoke(bolat.deviceId, 'withdrawn');
  refusal(await bolat.client.sync.now());
  const person = { name: 'Болат К.', role: 'caseworker' as const, institution: home, passphrase };
  ok(await bolat.client.profile.create({ ...person, language: 'kk' }));
  expect(await bolat.client.profile.status()).toMatchObject({ state: 'open', wiped: null });
  expect(existsSync(path.join(bolat.folder, 'wiped.json'))).toBe(false);
});

test('the command line says in the language of the person what a revoked laptop did and what it could not', async () => {
  const uige = new Uige();
  await uige.init();
  const { code } = await office.server.admin.makeCode(await office.employ('caseworker'));
  const enrolled = await uige.call(['sync', '--server', office.server.url, '--code', code]);
  expect(enrolled).toMatchObject({ status: 0 });
  const devices = await office.server.admin.deviceList();
  const newest = devices.toSorted((one, other) => one.enrolledAt.localeCompare(other.enrolledAt)).at(-1);
  await office.server.admin.deviceRevoke(newest?.deviceId ?? '', 'lost');

  expect(await uige.refused(['sync'])).toMatchObject({
    status: 1,
    error: { code: 'device_wiped', as: 'lost' },
  });
  const told = { ru: 'сразу уничтожила ключ', kk: 'бірден жойды', en: 'at once destroyed the key' };
  for (const [language, words] of Object.entries(told)) {
    const { status, stderr } = await uige.call(['children', '--lang', language]);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
  }
  uige.remove();
});

/** A refusal as the server's own look on the wire. */
function refusing(data: object): Response {
  const json = { defined: true, code: 'DEVICE_REVOKED', status: 403, message: 'DEVICE_REVOKED', data };
  return Response.json({ json, meta: [] }, { status: 403 });
}
