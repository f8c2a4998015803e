/**
 * A laptop whose clock was set wrong while it was away hears the time from the server with its first request,
 * also where that carries months of work: a large body is read of a device of this server whatever its clock says.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from '../../support/office.ts';

const day = 86_400_000;
let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

test.each([
  ['a year ahead', 365 * day],
  ['a month behind', -30 * day],
])('with a clock %s all that was written goes out', async (_name, off) => {
  const aigul = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  await aigul.sync();
  for (let note = 0; note < 12; note += 1) aigul.note(caseId, `${note} ${'мама звонила '.repeat(600)}`);
  aigul.shiftClock(off);
  expect(await aigul.trySync()).toMatchObject({ ok: true, value: { pushed: 12 } });
  expect(await office.rows('select count(*)::int as count from step where feed_id = $1', caseId)).toEqual([
    { count: 14 },
  ]);
});
