/** An administrator releases withheld steps at the command line: one, or all that wait at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureFeed } from '#db/steps/feeds.ts';
import { Office } from '../../support/office.ts';
import { Uige } from '../../support/uige.ts';

let office: Office;
const uige = new Uige();
let notes: string[];

beforeAll(async () => {
  office = await Office.open();
  const aigul = await office.laptop('caseworker');
  const bolat = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  await office.settle(aigul, bolat);
  ensureFeed(bolat.database, { feedId: caseId, kind: 'case', institutionId: bolat.institutionId });
  notes = ['первая', 'вторая', 'третья', 'четвёртая'].map((text) => bolat.note(caseId, text));
  await bolat.sync();
});
afterAll(async () => {
  uige.remove();
  await office.close();
});

const release = (...ids: readonly string[]) =>
  uige.call([
    ...['server', 'admin', 'quarantine', 'release', ...ids],
    ...['--database-url', office.databaseUrl, '--json'],
  ]);

test('one step is answered with its place', async () => {
  const { status, stdout } = await release(notes[0] ?? '');
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { pos: 3 }]);
});

test('of several each is released, and one that is not held is named and fails the command', async () => {
  const strange = randomUUID();
  const { status, stdout, stderr } = await release(notes[1] ?? '', strange, notes[2] ?? '');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    error: { code: 'not_in_quarantine' },
    released: [
      { stepId: notes[1], pos: 4 },
      { stepId: notes[2], pos: 5 },
    ],
    kept: [{ stepId: strange, reason: 'not_in_quarantine' }],
  });
  expect(stderr + stdout).toContain(strange);
});

test('where nothing is kept the places are all there is to say', async () => {
  const { status, stdout } = await release(notes[3] ?? '', notes[3] ?? '');
  expect([status, JSON.parse(stdout)]).toMatchObject([0, [{ stepId: notes[3], pos: 6 }]]);
});
