/** Documents of a case on a stick (docs/sync-protocol.md §15): encrypted databases, the real server's store, no link. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attachmentsOf, countWaiting, readAttachment, sha256Of } from '#db/attachments/attachments.ts';
import { carryAttachments } from '#host/sync/attachments.ts';
import { attachTo } from '../../support/documents.ts';
import type { Laptop } from '../../support/laptop.ts';
import type { Office } from '../../support/office.ts';
import { lineOf } from '../../support/pushing.ts';
import { bringToOffice, carry, openAnswer, saveFile } from '../../support/stick.ts';
import { heldBy, kilobyte, named, StickOffice, scan, sealedBy, written } from '../../support/stickOffice.ts';

let scene: StickOffice;
let office: Office;
let aigul: Laptop;
let dana: Laptop;
let caseId: string;

beforeAll(async () => {
  scene = await StickOffice.open();
  office = scene.office;
});
afterAll(() => scene.close());
beforeEach(async () => {
  ({ aigul, dana, caseId } = await scene.pairAtCase());
});

test('a document comes from one laptop to the other with nothing but files', async () => {
  const content = scan(700);
  attachTo(aigul, caseId, content);
  const question = await written(aigul);
  expect(question).toMatchObject({ steps: 1, documents: 1, documentsLeft: 0 });
  expect(countWaiting(aigul.database).toSend, 'nobody has confirmed it').toBe(1);
  const answer = await scene.received(question.file);
  expect(answer.documents).toEqual({ held: 1, refused: 0 });
  expect(await openAnswer(aigul, answer.file)).toMatchObject({
    pushed: 1,
    documents: { sent: 1, refused: 0, fetched: 0, left: 0 },
  });
  expect(countWaiting(aigul.database).toSend).toBe(0);

  expect((await carry(office, dana)).documents, 'the step tells of it').toMatchObject({ fetched: 0 });
  expect(countWaiting(dana.database).toFetch).toBe(1);
  expect(await carry(office, dana)).toMatchObject({ more: false, documents: { fetched: 1, left: 0 } });
  expect(readAttachment(dana.database, { feedId: caseId, sha256: sha256Of(content) })).toEqual(content);
  expect((await written(aigul)).documents, 'nothing goes twice').toBe(0);
});

test('files that come twice or late change nothing', async () => {
  const content = scan();
  attachTo(aigul, caseId, content);
  const question = await saveFile(aigul);
  const answers = [await bringToOffice(office, question), await bringToOffice(office, question)];
  for (const answer of [...answers, ...answers]) await openAnswer(aigul, answer);
  expect(await scene.documentsOf(caseId)).toEqual([{ size: content.length }]);
  expect(await scene.bytesOf(caseId)).toBe(content.length);
  await dana.sync();
  const bringing = await bringToOffice(office, await saveFile(dana));
  expect((await openAnswer(dana, bringing)).documents.fetched).toBe(1);
  expect((await openAnswer(dana, bringing)).documents.fetched).toBe(0);
  expect(readAttachment(dana.database, { feedId: caseId, sha256: sha256Of(content) })).toEqual(content);
});

test('the same file given to two processes at once is taken once', async () => {
  const content = scan(900);
  attachTo(aigul, caseId, content);
  const question = await saveFile(aigul);
  const both = await Promise.all([scene.received(question), office.server.admin.bundleIn(question)]);
  expect(both.map(({ documents }) => documents.held + documents.refused)).toEqual([1, 1]);
  for (const { file } of both) await openAnswer(aigul, file);
  await carry(office, aigul);
  expect(countWaiting(aigul.database).toSend).toBe(0);
  expect(await scene.documentsOf(caseId)).toEqual([{ size: content.length }]);
});

test('what does not fit into a file waits for the next one, oldest first, and the person is told', async () => {
  const [first, second] = [scan(400), scan(300)];
  attachTo(aigul, caseId, second, new Date(Date.UTC(2026, 0, 11)));
  attachTo(aigul, caseId, first, new Date(Date.UTC(2026, 0, 10)));
  const room = 600 * kilobyte;
  const question = await written(aigul, room);
  expect(question).toMatchObject({ left: 0, documents: 1, documentsLeft: 1 });
  await openAnswer(aigul, (await scene.received(question.file)).file);
  expect(await scene.documentsOf(caseId)).toEqual([{ size: first.length }]);
  const next = await written(aigul, room);
  expect(next).toMatchObject({ documents: 1, documentsLeft: 0 });
  await openAnswer(aigul, (await scene.received(next.file)).file);
  expect(countWaiting(aigul.database).toSend).toBe(0);

  await dana.sync();
  const full = await scene.received(await saveFile(dana), room);
  expect(full).toMatchObject({ more: true, sent: 1, left: 1 });
  expect(await openAnswer(dana, full.file)).toMatchObject({ more: true, documents: { fetched: 1, left: 1 } });
  const rest = await scene.received(await saveFile(dana), room);
  expect(await openAnswer(dana, rest.file)).toMatchObject({
    more: false,
    documents: { fetched: 1, left: 0 },
  });
  expect([first, second].map((content) => heldBy(dana, caseId, content))).toEqual([true, true]);
});

test('steps come first: where they fill a file no document goes along, either way', async () => {
  const content = scan(1);
  attachTo(aigul, caseId, content);
  for (let at = 0; at < 60; at += 1) aigul.note(caseId, randomBytes(13_500).toString('base64'));
  const room = 600 * kilobyte;
  const question = await written(aigul, room);
  expect(question.steps).toBeGreaterThan(0);
  expect(question.left).toBeGreaterThan(0);
  expect(question).toMatchObject({ documents: 0, documentsLeft: 1 });
  expect((await scene.received(question.file)).documents).toEqual({ held: 0, refused: 0 });

  await carry(office, aigul);
  const [asking] = await scene.messagesFrom(await saveFile(dana));
  const wanting = { ...Object(asking), wanted: [named(caseId, content)] };
  const full = await scene.received(await sealedBy(dana, [wanting]), room);
  expect(full).toMatchObject({ more: true, sent: 0, left: 1 });
});

/** Files that lie on the stick are brought and opened in any order, any number of times, or never. */
const event = fc.record({
  what: fc.constantFrom(
    'attach',
    'others',
    'save',
    'bring',
    'open',
    'wire',
    'attach',
    'save',
    'bring',
    'open',
  ),
  which: fc.nat(7),
});

test('in any order, late, twice, or lost, with half of it by wire: both have every document in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 16 }), async (events) => {
      const questions: Uint8Array[] = [];
      const answers: Uint8Array[] = [];
      const contents: Uint8Array[] = [];
      caseId = aigul.openCase();
      await office.settle(aigul, dana);
      const attach = (laptop: Laptop): void => {
        const content = scan(300);
        contents.push(content);
        attachTo(laptop, caseId, content);
      };
      for (const { what, which } of events) {
        if (what === 'attach') attach(aigul);
        if (what === 'others') {
          attach(dana);
          await dana.sync();
          await carryAttachments(dana.ports, lineOf(dana));
        }
        if (what === 'save') questions.push((await written(aigul)).file);
        if (what === 'wire') {
          await aigul.sync();
          let pieces = which;
          const stop = (): boolean => {
            pieces -= 1;
            return pieces < 0;
          };
          await carryAttachments(aigul.ports, lineOf(aigul), { stop });
        }
        const question = questions[which % Math.max(1, questions.length)];
        if (what === 'bring' && question !== undefined) answers.push(await bringToOffice(office, question));
        const answer = answers[which % Math.max(1, answers.length)];
        if (what === 'open' && answer !== undefined) await openAnswer(aigul, answer);
      }
      for (const laptop of [aigul, dana, aigul, dana, aigul]) await carry(office, laptop);
      for (const laptop of [aigul, dana]) {
        expect(countWaiting(laptop.database)).toEqual({ toSend: 0, toFetch: 0 });
        expect(contents.every((content) => heldBy(laptop, caseId, content))).toBe(true);
      }
      expect(await scene.documentsOf(caseId)).toHaveLength(contents.length);
    }),
    { numRuns: 6 },
  );
});

describe('between wire and stick', () => {
  test('an upload that the wire has half done is finished by a file', async () => {
    const content = scan(900);
    attachTo(aigul, caseId, content);
    await aigul.sync();
    let asked = 0;
    const stop = (): boolean => {
      asked += 1;
      return asked > 2;
    };
    await carryAttachments(aigul.ports, lineOf(aigul), { stop });
    expect(attachmentsOf(aigul.database, caseId)[0]?.uploadUrl).toMatch(/attachments/);
    expect((await carry(office, aigul)).documents.sent).toBe(1);
    expect(await scene.documentsOf(caseId)).toEqual([{ size: content.length }]);
    expect(await scene.bytesOf(caseId), 'what the wire had brought is gone').toBe(content.length);
    expect(await carryAttachments(aigul.ports, lineOf(aigul))).toEqual({ sent: 0, fetched: 0 });
  });

  test('what a file brought is not sent again by wire before its answer is opened', async () => {
    const content = scan();
    attachTo(aigul, caseId, content);
    const answer = await bringToOffice(office, await saveFile(aigul));
    await aigul.sync();
    expect(await carryAttachments(aigul.ports, lineOf(aigul))).toEqual({ sent: 1, fetched: 0 });
    expect(await scene.bytesOf(caseId)).toBe(content.length);
    expect((await openAnswer(aigul, answer)).documents.sent).toBe(0);
  });

  test('what a file brought in part is brought whole by wire', async () => {
    const content = scan(700);
    attachTo(aigul, caseId, content);
    const messages = await scene.messagesFrom(await saveFile(aigul));
    const answer = await scene.received(await sealedBy(aigul, messages.slice(0, -1)));
    expect(answer.documents).toEqual({ held: 0, refused: 1 });
    expect(await scene.bytesOf(caseId)).toBe(0);
    expect((await openAnswer(aigul, answer.file)).documents).toMatchObject({ sent: 0, refused: 1 });
    expect(await carryAttachments(aigul.ports, lineOf(aigul))).toEqual({ sent: 1, fetched: 0 });
    expect(await scene.documentsOf(caseId)).toEqual([{ size: content.length }]);
  });

  test('a download that the wire has half done is finished by a file', async () => {
    const content = scan(900);
    attachTo(aigul, caseId, content);
    await carry(office, aigul);
    await dana.sync();
    let asked = 0;
    const stop = (): boolean => {
      asked += 1;
      return asked > 2;
    };
    await carryAttachments(dana.ports, lineOf(dana), { stop });
    expect(heldBy(dana, caseId, content)).toBe(false);
    expect((await carry(office, dana)).documents.fetched).toBe(1);
    expect(readAttachment(dana.database, { feedId: caseId, sha256: sha256Of(content) })).toEqual(content);
  });

  test('what is carried after the server was restored from a copy is sent again', async () => {
    const content = scan();
    attachTo(aigul, caseId, content);
    await scene.restoreFromBefore(async () => {
      await carry(office, aigul);
      expect(countWaiting(aigul.database).toSend).toBe(0);
    });
    await carry(office, aigul);
    expect(countWaiting(aigul.database).toSend, 'offered again').toBe(1);
    await carry(office, aigul);
    expect(countWaiting(aigul.database).toSend).toBe(0);
    expect(await scene.documentsOf(caseId)).toEqual([{ size: content.length }]);
  });
});
