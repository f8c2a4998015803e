import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#db/open/query.ts';
import { writeSetting } from '#db/profile/settings.ts';
import { readCase } from '#db/queries/cases.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { readBundleKeys } from '#host/bundle/keys.ts';
import { writeQuestion } from '#host/bundle/question.ts';
import { type RawPair, sealBundle } from '#shared/sync/bundle/envelope.ts';
import { differences } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import {
  bringToOffice,
  carry,
  openAnswer,
  refusalHere,
  refusalThere,
  saveFile,
} from '../../support/stick.ts';

let office: Office;

beforeAll(async () => {
  office = await Office.open();
});

afterAll(() => office.close());

function stranger(): RawPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)),
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32)),
  };
}

test('files tell nothing: no name, no word of a note, no id', async () => {
  const aigul = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  aigul.note(caseId, 'мама звонила вчера');
  const question = await saveFile(aigul);
  const answer = await bringToOffice(office, question);
  for (const file of [question, answer].map((bytes) => Buffer.from(bytes))) {
    for (const word of ['мама звонила', 'Айгүл', 'note.added', caseId, aigul.profile.deviceId]) {
      expect(file.includes(Buffer.from(word)), word).toBe(false);
    }
  }
});

test('a foreign, cut or changed file is refused with its reason, and nothing is changed', async () => {
  const [aigul, bolat] = [await office.laptop('caseworker'), await office.laptop('caseworker')];
  aigul.openCase();
  const question = await saveFile(aigul);
  const steps = () => office.rows('select count(*) from step');
  const before = await steps();
  for (let at = 0; at < question.length; at += 97) {
    expect(await refusalThere(office, question.slice(0, at))).toBe('cut');
    const changed = question.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await refusalThere(office, changed)).not.toBeNull();
  }
  expect(await steps()).toEqual(before);

  const answer = await bringToOffice(office, question);
  const held = aigul.feeds();
  for (let at = 0; at < answer.length; at += 97) {
    expect(await refusalHere(aigul, answer.slice(0, at))).toBe('bundle_cut');
    const changed = answer.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await refusalHere(aigul, changed)).toMatch(/^bundle_/);
  }
  expect(await refusalHere(bolat, answer)).toBe('bundle_foreign');
  expect(await refusalHere(aigul, question)).toBe('bundle_wrong_way');
  expect(await refusalThere(office, answer)).toBe('wrong_way');
  expect(aigul.feeds()).toEqual(held);
  expect(countUnsent(aigul.database)).toBe(2);
});

test('a whole file by a wrong signer is refused at both ends', async () => {
  const aigul = await office.laptop('caseworker');
  const keys = readBundleKeys(aigul.database);
  if (!keys.ok) throw new Error(keys.error.code);
  const { own, server } = keys.value;
  const content = new Uint8Array();
  const toServer = { way: 'to_server', receiver: server.encrypt, sender: stranger() } as const;
  expect(await refusalThere(office, await sealBundle(content, toServer))).toBe('signer');
  const toDevice = { way: 'to_device', receiver: own.encrypt.publicKey, sender: stranger() } as const;
  expect(await refusalHere(aigul, await sealBundle(content, toDevice))).toBe('bundle_signer');
});

test('a file of another server is refused', async () => {
  const other = await Office.open();
  const aigul = await other.laptop('caseworker');
  expect(await refusalThere(office, await saveFile(aigul))).toBe('foreign');
  await other.close();
});

test('a laptop that enrolled before servers had keys hears them with its next sync', async () => {
  const aigul = await office.laptop('caseworker');
  const [server] = await office.rows('select server_id as id, name from server');
  writeSetting(aigul.database, 'sync.server', server);
  expect(await writeQuestion(aigul.ports)).toMatchObject({ error: { code: 'bundle_no_key' } });
  await aigul.sync();
  expect(await writeQuestion(aigul.ports)).toMatchObject({ ok: true });
});

test('a laptop restored from a copy goes on as a new device, and what both wrote arrives', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = aigul.openCase();
  await carry(office, aigul);
  const copy = aigul.copy();
  aigul.note(caseId, 'на старом');
  await carry(office, aigul);
  copy.note(caseId, 'на новом');
  expect(await carry(office, copy)).toMatchObject({ more: true });
  expect(copy.profile.deviceId).not.toBe(aigul.profile.deviceId);
  expect(await carry(office, copy)).toMatchObject({ pushed: 1, more: false });
  await dana.sync();
  expect(differences(copy, dana)).toEqual([]);
  expect(readCase(dana.database, caseId)?.notes.map((note) => note.text)).toEqual(['на старом', 'на новом']);
  copy.close();
});

test('a fork that was found by stick is introduced by wire just as well', async () => {
  const aigul = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  await aigul.sync();
  const copy = aigul.copy();
  aigul.note(caseId, 'на старом');
  await aigul.sync();
  copy.note(caseId, 'на новом');
  await carry(office, copy);
  expect(await copy.sync()).toMatchObject({ pushed: 1 });
  await aigul.sync();
  expect(differences(copy, aigul)).toEqual([]);
  copy.close();
});

test('after the server was restored from a copy, sticks hand in again what it lacks', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = aigul.openCase();
  await office.settle(aigul, dana);
  let before = new Uint8Array();
  await office.restoreFromBefore(async () => {
    aigul.note(caseId, 'после копии');
    before = await bringToOffice(office, await saveFile(aigul));
    await openAnswer(aigul, before);
  });
  aigul.note(caseId, 'после восстановления');
  // the first tells the laptop of the new history, the second hands everything in
  expect(await carry(office, aigul)).toMatchObject({ more: true });
  expect(await carry(office, aigul)).toMatchObject({ more: false });
  // the institution's own feeds come back with it, and are no cases
  const listed = aigul.database.select(query.selectFrom('case_row').select('case_id'));
  for (const kind of ['institution', 'roster'] as const) {
    expect(listed.map((row) => row.case_id)).not.toContain(aigul.institutionFeed(kind));
  }
  expect(await refusalHere(aigul, before)).toBe('bundle_late');
  await office.settle(dana, aigul);
  expect(differences(aigul, dana)).toEqual([]);
  const notes = readCase(dana.database, caseId)?.notes.map((note) => note.text);
  expect(notes?.toSorted()).toEqual(['после восстановления', 'после копии']);
});

test('a laptop restored from a copy takes answers to its lost questions, and to those that it writes then', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = dana.openCase();
  await dana.sync();
  const login = (await office.server.admin.deviceList()).find(
    (one) => one.deviceId === aigul.profile.deviceId,
  )?.login;
  await office.server.admin.grant(login ?? '', caseId);
  const copy = aigul.copy();
  for (const _lost of [1, 2]) await saveFile(aigul);
  await openAnswer(copy, await bringToOffice(office, await saveFile(aigul)));
  expect(copy.feeds().has(caseId)).toBe(true);
  await office.server.admin.withdraw(login ?? '', caseId);
  await carry(office, copy);
  expect(copy.feeds().has(caseId)).toBe(false);
  copy.close();
});

test('an answer of the former epoch to a question that a restored laptop has forgotten is refused', async () => {
  const aigul = await office.laptop('caseworker');
  const copy = aigul.copy();
  let before = new Uint8Array();
  await office.restoreFromBefore(async () => {
    before = await bringToOffice(office, await saveFile(aigul));
  });
  await copy.sync();
  expect(await refusalHere(copy, before)).toBe('bundle_late');
  // that number is given a second time
  await saveFile(copy);
  expect(await refusalHere(copy, before)).toBe('bundle_late');
  copy.close();
});

test('what a revoked laptop brings is kept whole in quarantine, and the answer says that it is revoked', async () => {
  const aigul = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  await aigul.sync();
  const noteId = aigul.note(caseId, 'последняя запись');
  await office.server.admin.deviceRevoke(aigul.profile.deviceId, 'withdrawn');
  const question = await saveFile(aigul);
  expect(await office.server.admin.bundleIn(question)).toMatchObject({
    revokedAs: 'withdrawn',
    steps: { quarantined: 1, accepted: 0 },
  });
  expect(await refusalHere(aigul, await bringToOffice(office, question))).toBe('device_revoked');
  expect(aigul.verdictOf(caseId, noteId)).toEqual(['quarantined', 'revoked']);
});

test('processes that start at the same moment have the same keys', async () => {
  const [{ startServer }, { newDatabase }] = [
    await import('#server/start.ts'),
    await import('../../support/postgres.ts'),
  ];
  const databaseUrl = await newDatabase();
  const servers = await Promise.all([startServer({ databaseUrl }), startServer({ databaseUrl })]);
  const { code } = await makeCodeAt(servers[0]);
  const told = await Promise.all(
    servers.map(async ({ url }) => {
      const response = await fetch(`${url}/api/enrolment/look`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
      return (await response.json()).server.keys;
    }),
  );
  expect(told[0].encrypt).toHaveLength(44);
  expect(told[0]).toEqual(told[1]);
  for (const server of servers) await server.close();
});

async function makeCodeAt(server: Office['server']) {
  await server.admin.addInstitution('Дом');
  await server.admin.addUser({ login: 'aigul', name: 'Айгүл', role: 'caseworker', institution: 'Дом' });
  return server.admin.makeCode('aigul');
}
