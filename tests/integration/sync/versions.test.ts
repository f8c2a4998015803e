/**
 * Apps and servers of different versions (docs/sync-protocol.md §13): what is newer is kept as it came, what is
 * older is always taken, and who is too old to be told anything is told that.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#db/open/query.ts';
import { readCase } from '#db/queries/cases.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let aigul: Laptop;
let dana: Laptop;
/** A process of the next version beside today's, on the same database. */
let newer: RunningServer;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  dana = await office.laptop('supervisor');
  newer = await startServer({ databaseUrl: office.databaseUrl, oldestProtocol: 2 });
});
afterAll(async () => {
  await newer.close();
  await office.close();
});

/** The way to the newer process, as an app of a version speaks. */
function toNewer(protocol: number): typeof fetch {
  return (to, init) => {
    const headers = new Headers(init?.headers);
    expect(headers.get('uige-protocol')).toBe('1');
    headers.set('uige-protocol', String(protocol));
    return fetch(String(to).replace(office.server.url, newer.url), { ...init, headers });
  };
}

test('an app too old for the server hands in what it wrote, is told that it is too old, and goes on when it is updated', async () => {
  const caseId = aigul.openCase();
  const stepId = aigul.note(caseId, 'со старой программы');
  const round = await aigul.during(toNewer(1), () => aigul.trySync());
  expect(round).toMatchObject({ ok: false, error: { code: 'app_too_old' } });
  expect(aigul.verdictOf(caseId, stepId)).toEqual(['accepted', null]);

  await dana.sync();
  dana.note(caseId, 'от коллеги');
  await dana.sync();
  const updated = await aigul.during(toNewer(2), () => aigul.sync());
  expect(updated.pulled).toBeGreaterThan(0);
  expect(readCase(aigul.database, caseId)?.notes.map((note) => note.text)).toContain('от коллеги');
});

test('a code is not used up by an app that is too old', async () => {
  const { code } = await office.server.admin.makeCode(await office.employ('caseworker'));
  const laptop = office.standalone('caseworker');
  const refused = await laptop.during(toNewer(1), () => laptop.enrol(office.server.url, code));
  expect(refused).toMatchObject({ ok: false, error: { code: 'app_too_old' } });
  expect(await laptop.enrol(office.server.url, code)).toMatchObject({ ok: true });
});

test('after a restored server an app too old for it still hands in again what the copy lacks', async () => {
  const caseId = aigul.openCase();
  await newer.close();
  await office.restoreFromBefore(async () => {
    await aigul.sync();
  });
  newer = await startServer({ databaseUrl: office.databaseUrl, oldestProtocol: 2 });
  const round = await aigul.during(toNewer(1), () => aigul.trySync());
  expect(round).toMatchObject({ ok: false, error: { code: 'app_too_old' } });
  expect(await office.rows('select count(*)::int as count from step where feed_id = $1', caseId)).toEqual([
    { count: 2 },
  ]);
});

test('steps of a newer app reach an older one byte for byte, and are read once it is updated', async () => {
  const caseId = aigul.openCase();
  const payload = canonicalBytes({ drone: { height: 12 }, text: 'облёт двора' });
  const unknown = aigul.forge(caseId, { kind: 'visit.planned_by_drone', payload });
  const laterVersion = aigul.forge(caseId, { kind: 'note.added', version: 9, payload });
  await office.settle(aigul, dana);
  for (const id of [unknown, laterVersion]) {
    expect(aigul.verdictOf(caseId, id)).toEqual(['accepted', null]);
    const row = dana.database.select(query.selectFrom('step').selectAll().where('id', '=', id))[0];
    expect(Buffer.from(row?.payload ?? []).toString()).toBe(Buffer.from(payload).toString());
  }
  expect(readCase(dana.database, caseId)).toMatchObject({ updateNeeded: false, notes: [] });
});

test('a step that an older app must not pass over marks the case, until the app is updated', async () => {
  const caseId = aigul.openCase();
  aigul.forge(caseId, { kind: 'stage.frozen_by_court', version: 1, minReader: 9 });
  await office.settle(aigul, dana);
  expect(readCase(dana.database, caseId)).toMatchObject({ updateNeeded: true });
  expect(
    dana.database.select(query.selectFrom('case_row').selectAll().where('case_id', '=', caseId)),
  ).toMatchObject([{ update_needed: 1 }]);
});
