import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseFileName } from '#db/vault/keyFile.ts';
import { Seeded } from '../factories/seeded.ts';
import { endRecorders, Recorder, straceOrFail } from './process.ts';
import { faultsOf, makeProfile, newFolder, removeFolder, reopened, valueIn, withProfile } from './profile.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  await endRecorders();
  removeFolder(folder);
});

const letters = '150';
/** Each round starts a process and opens the profile again, on a machine that may be busy. */
const manyRounds = 300_000;

test(
  'what was acknowledged is there after every kill, however many calls came before it',
  async () => {
    const chance = new Seeded(20_251_110);
    const profile = await makeProfile(folder, 3);
    const acknowledged: string[] = [];
    for (let round = 1; round <= 12; round += 1) {
      const recorder = new Recorder(['notes', folder, profile.caseCodes.join(), letters]);
      await recorder.until('open');
      const calls = chance.between(1, 25);
      for (let call = 0; call < calls; call += 1) await recorder.until('recorded');
      await recorder.kill();
      acknowledged.push(...recorder.acknowledged);
      const held = await reopened(profile);
      expect(acknowledged.filter((id) => !held.notes.has(id))).toEqual([]);
      expect(held.notes.size % 2, 'the two notes of a call come together or not at all').toBe(0);
      expect(faultsOf(held.verified)).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(24);
  },
  manyRounds,
);

test(
  'a kill in the very middle of a write loses nothing that was acknowledged',
  async () => {
    straceOrFail();
    const chance = new Seeded(7);
    const profile = await makeProfile(folder, 3);
    const log = path.join(folder, `${databaseFileName}-wal`);
    const moments = [
      // pages on their way into the log, and the flush that makes them durable
      ...Array.from({ length: 4 }, () => ({ file: log, call: 'pwrite64', when: chance.between(1, 600) })),
      ...Array.from({ length: 2 }, () => ({
        file: log,
        call: 'fsync,fdatasync',
        when: chance.between(2, 20),
      })),
      // pages on their way from the log into the database
      ...Array.from({ length: 2 }, () => ({
        file: path.join(folder, databaseFileName),
        call: 'pwrite64',
        when: chance.between(1, 30),
      })),
    ];
    const acknowledged: string[] = [];
    for (const { file, call, when } of moments) {
      const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${when}`];
      const strace = ['strace', '-f', '-qq', '-o', '/dev/null', '-P', file, ...inject];
      const recorder = new Recorder(['notes', folder, profile.caseCodes.join(), '2000'], strace);
      await recorder.toTheEnd();
      expect(recorder.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
      acknowledged.push(...recorder.acknowledged);
      const held = await reopened(profile);
      expect(
        acknowledged.filter((id) => !held.notes.has(id)),
        `${call} ${when}`,
      ).toEqual([]);
      expect(held.notes.size % 2, `${call} ${when}`).toBe(0);
      expect(faultsOf(held.verified), `${call} ${when}`).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(0);
  },
  manyRounds,
);

test('an import that is killed keeps what it told of, and the same file finishes it without doubling anybody', async () => {
  const profile = await makeProfile(folder, 0);
  const file = path.join(folder, 'spisok.csv');
  writeFileSync(file, register(650));
  const recorder = new Recorder(['import', folder, file]);
  await recorder.until('imported 2');
  await recorder.kill();
  const told = Number(recorder.lines.findLast((line) => line.startsWith('imported'))?.split(' ')[1]);
  const held = await reopened(profile);
  expect(held.children).toBeGreaterThanOrEqual(told);
  expect(held.children).toBeLessThan(650);
  expect(faultsOf(held.verified)).toEqual([]);

  const other = new Recorder(['import', folder, file]);
  await other.until('finished');
  await other.toTheEnd();
  const after = await reopened(profile);
  expect(after.children).toBe(650);
  expect(faultsOf(after.verified)).toEqual([]);
});

test('of two hosts at one profile, killing the one loses nothing of either', async () => {
  const profile = await makeProfile(folder, 2);
  const [one, other] = profile.caseCodes.map((code) => new Recorder(['notes', folder, code, letters]));
  if (one === undefined || other === undefined) throw new Error('two cases, two recorders');
  for (let call = 0; call < 10; call += 1) {
    await one.until('recorded');
    await other.until('recorded');
  }
  await one.kill();
  const after = other.acknowledged.length;
  for (let call = 0; call < 5; call += 1) await other.until('recorded');
  await other.kill();
  expect(other.acknowledged.length).toBeGreaterThan(after);
  const held = await reopened(profile);
  expect([...one.acknowledged, ...other.acknowledged].filter((id) => !held.notes.has(id))).toEqual([]);
  expect(faultsOf(held.verified)).toEqual([]);
  expect(valueIn(await withProfile(folder, (client) => client.cases.list({}))).total).toBe(2);
});

/** A list of children without brothers and sisters; all invented. */
function register(children: number): string {
  const rows = Array.from({ length: children }, (_, at) => {
    const day = `${String((at % 28) + 1).padStart(2, '0')}.${String((at % 12) + 1).padStart(2, '0')}.${2009 + (at % 9)}`;
    return [at + 1, `Жұмабаева${at} Сауле Т.`, day, 'ж', '01.09.2024'].join(';');
  });
  return ['№;Ф.И.О.;Дата рождения;Пол;Дата поступления', ...rows].join('\n');
}
