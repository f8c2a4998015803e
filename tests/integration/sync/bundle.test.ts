import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readSetting } from '#db/profile/settings.ts';
import { readCase } from '#db/queries/cases.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { readingDaysKey } from '#host/sync/readingDays.ts';
import type { Laptop } from '../../support/laptop.ts';
import { differences } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { bringToOffice, carry, openAnswer, refusalHere, saveFile } from '../../support/stick.ts';

let office: Office;

beforeAll(async () => {
  office = await Office.open();
});

afterAll(() => office.close());

const notesOf = (laptop: Laptop, caseId: string) =>
  readCase(laptop.database, caseId)?.notes.map((note) => note.text);

test('what was written goes out on a stick, and the answer brings the verdicts and what others wrote', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = aigul.openCase();
  aigul.note(caseId, 'мама звонила');
  await carry(office, aigul);
  expect(countUnsent(aigul.database)).toBe(0);
  await dana.sync();
  dana.note(caseId, 'видела семью');
  await dana.sync();

  aigul.note(caseId, 'ждём справку');
  const question = await saveFile(aigul);
  expect(countUnsent(aigul.database)).toBe(1);
  const taken = await openAnswer(aigul, await bringToOffice(office, question));
  expect(taken).toMatchObject({ pushed: 1, more: false });
  expect(taken.caseIds).toContain(caseId);
  await dana.sync();
  expect(notesOf(aigul, caseId)).toEqual(['мама звонила', 'видела семью', 'ждём справку']);
  expect(differences(aigul, dana)).toEqual([]);
});

test('the same files twice change nothing', async () => {
  const aigul = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  const question = await saveFile(aigul);
  const answers = [await bringToOffice(office, question), await bringToOffice(office, question)];
  for (const answer of [...answers, ...answers]) await openAnswer(aigul, answer);
  const before = aigul.feeds();
  expect(before.get(caseId)).toMatch(/^case 2 /);
  expect(await openAnswer(aigul, answers[0] ?? new Uint8Array())).toMatchObject({ pushed: 0, pulled: 0 });
  expect(aigul.feeds()).toEqual(before);
  const rows = await office.rows('select pos from step where feed_id = $1', caseId);
  expect(rows).toHaveLength(2);
});

/** Files that lie on the stick are brought and opened in any order, any number of times, or never. */
const event = fc.record({
  what: fc.constantFrom('note', 'others', 'save', 'bring', 'open', 'sync', 'note', 'save', 'bring', 'open'),
  which: fc.nat(7),
});

test('in any order, late, twice, or lost, with syncs by wire in between: nothing is lost, both hold the same', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 24 }), async (events) => {
      const questions: Uint8Array<ArrayBuffer>[] = [];
      const answers: Uint8Array<ArrayBuffer>[] = [];
      const caseId = aigul.openCase();
      await office.settle(aigul, dana);
      for (const [at, { what, which }] of events.entries()) {
        if (what === 'note') aigul.note(caseId, `запись ${at}`);
        if (what === 'others') {
          dana.note(caseId, `другое ${at}`);
          await dana.sync();
        }
        if (what === 'save') questions.push(await saveFile(aigul));
        if (what === 'sync') await aigul.sync();
        const question = questions[which % Math.max(1, questions.length)];
        if (what === 'bring' && question !== undefined) answers.push(await bringToOffice(office, question));
        const answer = answers[which % Math.max(1, answers.length)];
        if (what === 'open' && answer !== undefined) await openAnswer(aigul, answer);
      }
      await carry(office, aigul);
      await dana.sync();
      await carry(office, aigul);
      expect(countUnsent(aigul.database)).toBe(0);
      expect(differences(aigul, dana)).toEqual([]);
      const written = events.flatMap(({ what }, at) =>
        what === 'note' ? [`запись ${at}`] : what === 'others' ? [`другое ${at}`] : [],
      );
      expect(notesOf(aigul, caseId)?.toSorted()).toEqual(written.toSorted());
      // and by wire there is nothing left to do
      expect(await aigul.sync()).toMatchObject({ pushed: 0, pulled: 0 });
    }),
    { numRuns: 12 },
  );
});

test('a grant that ends takes the case away by stick too, and an answer from before does not bring it back', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = dana.openCase();
  await dana.sync();
  const login = (await office.server.admin.deviceList()).find(
    (one) => one.deviceId === aigul.profile.deviceId,
  )?.login;
  await office.server.admin.grant(login ?? '', caseId);
  const before = await bringToOffice(office, await saveFile(aigul));
  await openAnswer(aigul, before);
  expect(aigul.feeds().has(caseId)).toBe(true);

  await office.server.admin.withdraw(login ?? '', caseId);
  await carry(office, aigul);
  expect(aigul.feeds().has(caseId)).toBe(false);
  await openAnswer(aigul, before);
  expect(aigul.feeds().has(caseId)).toBe(false);
});

test('an answer from before a sync by wire withdraws nothing that was granted since', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = dana.openCase();
  await dana.sync();
  const before = await bringToOffice(office, await saveFile(aigul));
  const device = (await office.server.admin.deviceList()).find(
    (one) => one.deviceId === aigul.profile.deviceId,
  );
  await office.server.admin.grant(device?.login ?? '', caseId);
  await aigul.sync();
  await openAnswer(aigul, before);
  expect(aigul.feeds().has(caseId)).toBe(true);
});

test('nor does a file that nobody asked for, on a laptop that never wrote one', async () => {
  const [aigul, dana] = [await office.laptop('caseworker'), await office.laptop('supervisor')];
  const caseId = dana.openCase();
  await dana.sync();
  const { deviceId } = aigul.profile;
  const before = (await office.server.admin.bundleOut(deviceId)).file;
  const device = (await office.server.admin.deviceList()).find((one) => one.deviceId === deviceId);
  await office.server.admin.grant(device?.login ?? '', caseId);
  await aigul.sync();
  await openAnswer(aigul, before);
  expect(aigul.feeds().has(caseId)).toBe(true);
});

test('a laptop gets its first filling without having asked', async () => {
  const dana = await office.laptop('supervisor');
  const caseId = dana.openCase();
  await dana.sync();
  const director = await office.laptop('director');
  await office.server.admin.setReadingDays(60);
  const { file, more } = await office.server.admin.bundleOut(director.profile.deviceId);
  expect(more).toBe(false);
  await openAnswer(director, file);
  expect(readSetting(director.database, readingDaysKey, z.int())).toBe(60);
  expect(director.feeds().get(director.institutionFeed('roster'))).toBeDefined();
  expect(director.feeds().has(caseId)).toBe(false);
  expect(await director.sync()).toMatchObject({ pulled: 0 });
});

test('who has no server has nobody to write to', async () => {
  const alone = office.standalone('caseworker');
  expect(await refusalHere(alone, new Uint8Array(100))).toBe('not_enrolled');
});
