/** A laptop that makes no contact with its server for long (docs/sync-protocol.md §8): reading on it ends, and nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHost, type Host } from '#host/host.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import { aChild } from '../../factories/story.ts';
import { ok, passphrase, refusal } from '../../support/desk.ts';
import { quick } from '../../support/hardness.ts';
import { home, Office } from '../../support/office.ts';

const start = new Date('2026-01-10T06:00:00Z');
const day = 86_400_000;

let office: Office;
let serverNow = start;
let now = start;
let folder: string;
let host: Host;
let caseCode: string;

beforeAll(async () => {
  office = await Office.open({ now: () => serverNow });
  folder = mkdtempSync(path.join(tmpdir(), 'uige-reading-'));
  host = open();
  const person = { name: 'Айгүл С.', role: 'caseworker' as const, institution: home, passphrase };
  ok(await host.client().profile.create({ ...person, language: 'ru' }));
  const { code } = await office.server.admin.makeCode(await office.employ('caseworker'));
  ok(await host.client().sync.enrol({ server: office.server.url, code }));
  ({ caseCode } = ok(
    await host.client().cases.open({ institution: home, admittedOn: '2025-10-01', child: aChild }),
  ));
  ok(await host.client().sync.now());
});
afterAll(async () => {
  await host.close();
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): Host {
  return createHost({ home: folder, clock: () => now, asksClock: true, hardness: quick });
}

/** The laptop is opened so many days after the last contact; whoever is asked says that the clock is right. */
async function openedOn(days: number): Promise<void> {
  now = new Date(start.getTime() + days * day);
  await host.close();
  host = open();
  ok(await host.client().profile.unlock({ passphrase }));
  ok(await host.client().profile.confirmClock());
}

const reading = async () => ok(await host.client().profile.me()).reading;
const days = (count: number): Day => addDays('2026-01-10', count);

test('from the thirtieth day it is warned, and work goes on', async () => {
  await openedOn(29);
  expect(await reading()).toEqual({ state: 'open', endsOn: days(45) });
  await openedOn(31);
  expect(await reading()).toEqual({ state: 'ending', endsOn: days(45) });
  const steps = [{ case: caseCode, kind: 'note.added', payload: { text: 'ещё без связи' } }];
  ok(await host.client().cases.record({ steps }));
});

test('after forty-five days it shows nothing but how much waits, whatever the clock is then set to', async () => {
  await openedOn(46);
  for (const given of [46, 3, 20]) {
    if (given !== 46) await openedOn(given);
    const { cases, tasks, sync } = host.client();
    const answers = [await cases.list({}), await cases.get({ case: caseCode }), await tasks.today()];
    for (const answer of [...answers, await sync.conflicts()]) {
      expect(refusal(answer), `clock set to day ${given}`).toMatchObject({ code: 'contact_needed' });
    }
    expect(ok(await sync.status())).toMatchObject({ pendingCount: 1, pending: [] });
  }
});

test('with the next contact everything is open again, and what was recorded is on the server', async () => {
  await openedOn(50);
  serverNow = now;
  expect(ok(await host.client().sync.now())).toMatchObject({ pushed: 1, pendingCount: 0 });
  expect(await reading()).toEqual({ state: 'open', endsOn: days(95) });
  ok(await host.client().cases.get({ case: caseCode }));
});

test('the administrator says how many days it is, and a laptop learns it at its next contact', async () => {
  await expect(office.server.admin.setReadingDays(3)).rejects.toMatchObject({ code: 'reading_days' });
  await office.server.admin.setReadingDays(20);
  ok(await host.client().sync.now());
  expect(await reading()).toEqual({ state: 'open', endsOn: days(70) });
});
