/** A device's clock that jumps: nothing is recorded on a wrong day, and nothing stands in the way of a right one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHost, type Host } from '#host/host.ts';
import { startServer } from '#server/start.ts';
import { aChild } from '../../factories/story.ts';
import { ok, passphrase } from '../../support/desk.ts';
import { newDatabase } from '../../support/postgres.ts';

let home: string;
let now: Date;
let host: Host;

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'uige-clock-'));
  now = new Date('2026-03-10T06:00:00Z');
  host = createHost({ home, clock: () => now, asksClock: true });
  ok(
    await host.client().profile.create({
      name: 'Айгүл С.',
      role: 'caseworker',
      institution: 'Дом надежды',
      passphrase,
      language: 'ru',
    }),
  );
});
afterEach(async () => {
  await host.close();
  rmSync(home, { recursive: true });
});

const openCase = () =>
  host
    .client()
    .cases.open({ institution: 'Дом надежды', child: aChild, admittedOn: null, evenIfDuplicate: true });
const clock = async () => ok(await host.client().profile.me()).clock;

async function again(at: string): Promise<void> {
  await host.close();
  now = new Date(at);
  host = createHost({ home, clock: () => now, asksClock: true });
  ok(await host.client().profile.unlock({ passphrase }));
}

test('a clock that goes as it should is never asked about, over nights and holidays', async () => {
  expect(await clock()).toBeNull();
  await again('2026-03-12T06:00:00Z');
  expect(await clock()).toBeNull();
  await again('2026-04-20T06:00:00Z');
  expect(await clock()).toBeNull();
  ok(await openCase());
});

test('a clock set years back is asked about, and until then nothing is recorded', async () => {
  await again('2019-01-01T06:00:00Z');
  expect(await clock()).toEqual({ shows: '2019-01-01', seen: '2026-03-10' });
  expect(await openCase()).toMatchObject({ ok: false, error: { code: 'clock_jump' } });
  ok(await host.client().cases.list({}));
});

test('it is noticed in the middle of the day’s work too, and passes by itself when the clock is set right', async () => {
  ok(await openCase());
  now = new Date('2026-03-01T06:00:00Z');
  expect(await openCase()).toMatchObject({ ok: false, error: { code: 'clock_jump' } });
  now = new Date('2026-03-10T07:00:00Z');
  ok(await openCase());
  expect(await clock()).toBeNull();
});

test('whoever says that the clock is right goes on, also after the next start', async () => {
  await again('2026-09-01T06:00:00Z');
  expect(await clock()).toEqual({ shows: '2026-09-01', seen: '2026-03-10' });
  expect(ok(await host.client().profile.confirmClock()).clock).toBeNull();
  ok(await openCase());
  await again('2026-09-02T06:00:00Z');
  expect(await clock()).toBeNull();
});

test('a clock that was ahead, was believed and is set right is asked about once more', async () => {
  await again('2027-01-01T06:00:00Z');
  ok(await host.client().profile.confirmClock());
  await again('2026-03-11T06:00:00Z');
  expect(await clock()).toEqual({ shows: '2026-03-11', seen: '2027-01-01' });
  ok(await host.client().profile.confirmClock());
  ok(await openCase());
});

test('nobody is asked about a clock that the server has confirmed, or that is set right by its word', async () => {
  const server = await startServer({ databaseUrl: await newDatabase(), now: () => now });
  await server.admin.addInstitution('Дом надежды');
  const person = {
    login: 'aigul',
    name: 'Айгүл С.',
    role: 'caseworker',
    institution: 'Дом надежды',
  } as const;
  await server.admin.addUser(person);
  await again('2026-09-01T06:00:00Z');
  expect(await clock()).not.toBeNull();
  const { code } = await server.admin.makeCode('aigul');
  ok(await host.client().sync.enrol({ server: server.url, code }));
  expect(await clock()).toBeNull();
  ok(await openCase());

  await again('2027-03-01T06:00:00Z');
  expect(await openCase()).toMatchObject({ ok: false, error: { code: 'clock_jump' } });
  ok(await host.client().sync.now({}));
  ok(await openCase());
  await server.close();
});
