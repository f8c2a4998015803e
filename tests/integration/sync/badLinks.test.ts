import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let dana: Laptop;
let aigul: Laptop;

beforeAll(async () => {
  office = await Office.open();
  dana = await office.laptop('supervisor');
  aigul = await office.laptop('caseworker');
});

afterAll(() => office.close());

test('a push whose answer was lost is asked for again and makes nothing twice', async () => {
  const caseId = aigul.openCase();
  aigul.note(caseId, 'один раз');
  const lost: typeof fetch = async (...given) => {
    await (await fetch(...given)).arrayBuffer();
    throw new TypeError('the link broke off');
  };
  expect(await aigul.during(lost, () => aigul.trySync())).toMatchObject({
    ok: false,
    error: { code: 'server_unreachable' },
  });
  expect(countUnsent(aigul.database)).toBe(3);
  expect(await aigul.sync()).toMatchObject({ pushed: 3 });
  await office.settle(dana, aigul);
  expect(dana.feeds().get(caseId)).toMatch(/^case 3 /);
  expect(differences(aigul, dana)).toEqual([]);
});

test('a link that lets only small requests through gets the work through in small batches', async () => {
  const caseId = aigul.openCase();
  for (let at = 0; at < 12; at += 1) aigul.note(caseId, randomBytes(6000).toString('base64'));
  const sizes: number[] = [];
  const narrow: typeof fetch = async (url, init) => {
    const size = init?.body instanceof Uint8Array ? init.body.length : 0;
    if (size > 30_000) throw new TypeError('too much for this link');
    if (String(url).endsWith('/push')) sizes.push(size);
    return fetch(url, init);
  };
  expect(await aigul.during(narrow, () => aigul.sync())).toMatchObject({ pushed: 14 });
  expect(sizes.length).toBeGreaterThan(2);
  expect(countUnsent(aigul.database)).toBe(0);
});

test('a step the server refuses does not hold up what was recorded after it', async () => {
  const caseId = aigul.openCase();
  const bad = aigul.forge(caseId, { payload: canonicalBytes({ text: '' }) });
  const derived = aigul.forge(caseId, {
    kind: 'case.summarised',
    payload: canonicalBytes({ summary: null }),
  });
  aigul.note(caseId, 'после испорченной');
  expect(await aigul.sync()).toMatchObject({ pushed: 5 });
  expect(aigul.verdictOf(caseId, bad)).toEqual(['refused', 'payload_malformed']);
  expect(aigul.verdictOf(caseId, derived)).toEqual(['refused', 'derived']);
  await dana.sync();
  expect(readCase(dana.database, caseId)?.notes.map((note) => note.text)).toEqual(['после испорченной']);
  expect(dana.feeds().get(caseId)).toBe(aigul.feeds().get(caseId));
});

test('a step altered on the disk is found by its seal, refused by name, and holds up nothing', async () => {
  const caseId = aigul.openCase();
  await aigul.sync();
  const altered = aigul.forge(caseId, { hash: new Uint8Array(randomBytes(32)) });
  aigul.note(caseId, 'после повреждённой');
  await aigul.sync();
  expect(aigul.verdictOf(caseId, altered)).toEqual(['refused', 'seal_broken']);
  await dana.sync();
  expect(readCase(dana.database, caseId)?.notes.map((note) => note.text)).toEqual(['после повреждённой']);
  expect(dana.feeds().get(caseId)).toBe(aigul.feeds().get(caseId));
});

test('a step signed in the name of somebody else is refused', async () => {
  const caseId = aigul.openCase();
  const forged = aigul.forge(caseId, { authorId: dana.profile.personId });
  await aigul.sync();
  expect(aigul.verdictOf(caseId, forged)).toEqual(['refused', 'author']);
});

test('a step recorded by a clock that runs ahead is kept and goes to review', async () => {
  const caseId = aigul.openCase();
  const ahead = aigul.forge(caseId, { recordedAt: '2099-01-01T00:00:00.000Z' });
  await aigul.sync();
  expect(aigul.verdictOf(caseId, ahead)).toEqual(['needs_review', 'clock']);
});

test('a move that is not ready on the server keeps its position and goes to review', async () => {
  const caseId = aigul.openCase();
  const verdict = { rules: 'kz-2026.1', to: 'assessment' as const, ready: true, items: [] };
  const move = aigul.record(caseId, 'stage.moved', { from: 'identified', to: 'assessment', verdict });
  await aigul.sync();
  expect(aigul.verdictOf(caseId, move)).toEqual(['needs_review', 'gate']);
  expect(aigul.feeds().get(caseId)).toMatch(/^case 3 /);
});

test('a laptop restored from a copy goes on as a new device and loses nothing', async () => {
  const caseId = aigul.openCase();
  await aigul.sync();
  aigul.note(caseId, 'до копии, не отправлено');
  const copy = aigul.copy();
  aigul.note(caseId, 'после копии');
  await aigul.sync();
  const before = copy.profile.deviceId;
  copy.note(caseId, 'на восстановленном');
  copy.note(caseId, 'и ещё одна');
  await copy.sync();
  expect(copy.profile.deviceId).not.toBe(before);
  await office.settle(dana, copy);
  expect(readCase(dana.database, caseId)?.notes.map((note) => note.text)).toEqual([
    'до копии, не отправлено',
    'после копии',
    'на восстановленном',
    'и ещё одна',
  ]);
  expect(differences(copy, dana)).toEqual([]);
  copy.close();
});

test('a revoked laptop may still hand in its work, which waits in quarantine, and learns nothing more', async () => {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  const caseId = bolat.openCase();
  await bolat.sync();
  const stepId = bolat.note(caseId, 'последняя запись');
  await office.server.admin.deviceRevoke(bolat.profile.deviceId, 'withdrawn');
  expect(await bolat.trySync()).toMatchObject({ ok: false, error: { code: 'device_revoked' } });
  expect(bolat.verdictOf(caseId, stepId)).toEqual(['quarantined', 'revoked']);
  expect(await office.server.admin.deviceList()).toContainEqual(
    expect.objectContaining({ login, revokedAs: 'withdrawn', lastSeq: 3 }),
  );
});

test('a revoked laptop is revoked under every id that it ever had', async () => {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  const caseId = bolat.openCase();
  await bolat.sync();
  const copy = bolat.copy();
  bolat.note(caseId, 'после копии');
  await bolat.sync();
  copy.note(caseId, 'на восстановленном');
  await copy.sync();
  await office.server.admin.deviceRevoke(copy.profile.deviceId, 'lost');
  const devices = await office.server.admin.deviceList();
  expect(devices.filter((one) => one.login === login).map((one) => one.revokedAs)).toEqual(['lost', 'lost']);
  expect(await bolat.trySync()).toMatchObject({ ok: false, error: { code: 'device_revoked' } });
  copy.close();
});

test('a grant that is lost with the restored server takes the case along, once its server knows it again', async () => {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  const caseId = aigul.openCase();
  await office.restoreFromBefore(async () => {
    await aigul.sync();
    await office.server.admin.grant(login, caseId);
    await bolat.sync();
    expect(readCase(bolat.database, caseId)).not.toBeNull();
  });
  await bolat.sync();
  expect(readCase(bolat.database, caseId), 'perhaps the last copy').not.toBeNull();
  await aigul.sync();
  await bolat.sync();
  expect(readCase(bolat.database, caseId)).toBeNull();
  expect(bolat.feeds().has(caseId)).toBe(false);
});

test('after the server was restored from a copy every laptop hands in again what it lacks', async () => {
  const caseId = aigul.openCase();
  aigul.note(caseId, 'есть в копии');
  await office.settle(aigul, dana);
  await office.restoreFromBefore(async () => {
    aigul.note(caseId, 'нет в копии');
    await office.settle(aigul, dana);
  });
  await office.settle(aigul, dana, aigul);
  expect(dana.feeds().get(caseId)).toMatch(/^case 4 /);
  expect(differences(aigul, dana)).toEqual([]);
  expect(readCase(dana.database, caseId)?.notes).toHaveLength(2);
});
