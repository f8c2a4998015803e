/** Documents that were begun and are not gone on with: they leave the database, and a device that comes back begins anew. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attachmentsOf, countWaiting, keepAttachment, sha256Of } from '#db/attachments/attachments.ts';
import { carryAttachments } from '#host/sync/attachments.ts';
import { forgetUploads, uploadWaitsDays } from '#server/attachments/forgotten.ts';
import { type OpenServer, openServer } from '#server/open.ts';
import { connect } from '#server/postgres/connect.ts';
import { uploadsWaiting } from '#server/postgres/migrations/0011UploadsWaiting.ts';
import { toHex } from '#shared/sync/bytes.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { lineOf } from '../../support/pushing.ts';

const dayMs = 86_400_000;
let clock = Date.parse('2026-03-02T04:00:00Z');
const now = (): Date => new Date(clock);
let office: Office;
let aigul: Laptop;
let caseId: string;
/** Another process of the same server. */
let beside: OpenServer;

beforeAll(async () => {
  office = await Office.open({ now });
  beside = await openServer({ databaseUrl: office.databaseUrl, now });
  aigul = await office.laptop('caseworker');
});
afterAll(async () => {
  await beside.close();
  await office.close();
});
beforeEach(async () => {
  caseId = aigul.openCase();
  await office.settle(aigul);
});

async function attach(): Promise<void> {
  const content = new Uint8Array(randomBytes(900 * 1024));
  aigul.database.transaction(() => {
    aigul.record(caseId, 'document.attached', {
      title: 'Акт передачи',
      fileName: 'акт.jpg',
      mediaType: 'image/jpeg',
      bytes: content.length,
      sha256: toHex(sha256Of(content)),
    });
    keepAttachment(aigul.database, caseId, content, now());
  });
  await aigul.sync();
}

/** @param pieces how many get through before the laptop is shut */
function carry(pieces = Number.POSITIVE_INFINITY) {
  let left = pieces;
  const stop = (): boolean => {
    left -= 1;
    return left < 0;
  };
  return carryAttachments(aigul.ports, lineOf(aigul), { stop });
}

const forget = (): Promise<number> => forgetUploads(beside.context);
const pass = (days: number): void => {
  clock += days * dayMs;
};
const pieces = () => office.rows('select at from attachment_piece where feed_id = $1', caseId);
const uploads = () => office.rows('select size from attachment_upload where feed_id = $1', caseId);

test('an upload without a new piece for thirty days is removed with its pieces, and begun anew by its device', async () => {
  await attach();
  await carry(2);
  expect(await pieces()).not.toHaveLength(0);
  pass(uploadWaitsDays - 1);
  expect(await forget()).toBe(0);
  pass(2);
  expect(await forget()).toBe(1);
  expect([await pieces(), await uploads()]).toEqual([[], []]);
  expect(attachmentsOf(aigul.database, caseId)[0]?.uploadUrl).toMatch(/attachments/);
  await carry();
  if (countWaiting(aigul.database).toSend > 0) await carry();
  expect(countWaiting(aigul.database).toSend).toBe(0);
  expect(await office.rows('select size from attachment where feed_id = $1', caseId)).toHaveLength(1);
});

test('each new piece begins the thirty days anew, and what is whole stays for good', async () => {
  await attach();
  await carry(2);
  pass(uploadWaitsDays - 1);
  await carry(2);
  pass(uploadWaitsDays - 1);
  expect(await forget()).toBe(0);
  await carry();
  expect(countWaiting(aigul.database).toSend).toBe(0);
  const whole = await pieces();
  pass(10 * uploadWaitsDays);
  expect(await forget()).toBe(0);
  expect(await pieces()).toEqual(whole);
});

test('several processes that look at once remove each upload once', async () => {
  await attach();
  await carry(2);
  pass(uploadWaitsDays + 1);
  const counts = await Promise.all([forget(), forget(), forget()]);
  expect(counts.toSorted()).toEqual([0, 0, 1]);
});

test('uploads that were under way before the update wait from the update on', async () => {
  await attach();
  await carry(2);
  const database = connect(office.databaseUrl, () => undefined);
  await office.rows('alter table attachment_upload drop column waiting_since');
  await uploadsWaiting(database);
  await database.destroy();
  const waits = "waiting_since > now() - interval '1 minute'";
  const states = await office.rows(
    `select distinct received < size as unfinished, ${waits} as waits from attachment_upload`,
  );
  expect(states).toHaveLength(2);
  expect(states).toContainEqual({ unfinished: true, waits: true });
  expect(states).toContainEqual({ unfinished: false, waits: null });
});
