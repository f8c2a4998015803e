import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCase } from '#db/queries/cases.ts';
import { backUp } from '#server/backup/backup.ts';
import { restoreServer } from '#server/backup/run.ts';
import { connect } from '#server/postgres/connect.ts';
import { migrateTo } from '#server/postgres/migrate.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import { differences, Laptop } from '../../support/laptop.ts';
import { home } from '../../support/office.ts';
import { newDatabase } from '../../support/postgres.ts';
import { Uige } from '../../support/uige.ts';

const uige = new Uige();
const data = path.join(uige.folder, 'server');
const file = path.join(uige.folder, 'copy.uige');
const made = z.object({ serverId: z.uuid(), madeAt: z.iso.datetime(), rows: z.int().min(1) });
const laptops: Laptop[] = [];
let server: RunningServer;

async function laptopOf(login: string, role: 'caseworker' | 'supervisor'): Promise<Laptop> {
  await server.admin.addUser({ login, name: `Коллега ${login}`, role, institution: home });
  const laptop = Laptop.make({ role, institution: home });
  laptops.push(laptop);
  const { code } = await server.admin.makeCode(login);
  expect(await laptop.enrol(server.url, code)).toMatchObject({ ok: true });
  return laptop;
}

beforeAll(async () => {
  server = await startServer({ data });
  await server.admin.addInstitution(home);
});

afterAll(async () => {
  for (const laptop of laptops) laptop.close();
  await server.close();
  uige.remove();
});

test('a server whose disk is lost comes back from its copy, and the laptops send again what the copy lacks', async () => {
  const aigul = await laptopOf('aigul', 'caseworker');
  const dana = await laptopOf('dana', 'supervisor');
  const caseId = aigul.openCase();
  aigul.note(caseId, 'есть в копии');
  await aigul.sync();
  const code = await server.admin.makeCode('aigul');
  // while the server runs
  const copied = await uige.json(made, ['server', 'backup', file, '--data', data]);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file).includes('копии')).toBe(false);

  aigul.note(caseId, 'нет в копии');
  const later = aigul.openCase();
  await aigul.sync();
  await server.drained();
  await dana.sync();
  const { port } = server;
  await server.close();
  rmSync(data, { recursive: true });

  const restored = await uige.json(made.extend({ epoch: z.uuid() }), [
    'server',
    'restore',
    file,
    '--data',
    data,
  ]);
  expect(restored).toMatchObject(copied);
  server = await startServer({ data, port });
  const late = Laptop.make({ role: 'caseworker', institution: home });
  laptops.push(late);
  // it may have been used since the copy was made
  expect(await late.enrol(server.url, code.code)).toMatchObject({ error: { code: 'code_invalid' } });
  for (const laptop of [aigul, dana, aigul, dana]) await laptop.sync();
  await server.drained();
  for (const laptop of [aigul, dana]) await laptop.sync();
  expect(differences(aigul, dana)).toEqual([]);
  expect(await uige.json(z.looseObject({}), ['server', 'verify', '--data', data])).toMatchObject({
    faults: [],
  });
  for (const laptop of [aigul, dana]) {
    expect(readCase(laptop.database, caseId)?.notes.map((note) => note.text)).toEqual([
      'есть в копии',
      'нет в копии',
    ]);
    expect(readCase(laptop.database, later)).not.toBeNull();
  }
});

test('a copy that is damaged, foreign or of another passphrase touches nothing', async () => {
  const restore = (name: string, passphrase = 'три синих слона') =>
    uige.refused(['server', 'restore', path.join(uige.folder, name), '--data', empty], { passphrase });
  const empty = path.join(uige.folder, 'empty');
  const whole = readFileSync(file);
  writeFileSync(path.join(uige.folder, 'cut'), whole.subarray(0, whole.length - 1));
  writeFileSync(path.join(uige.folder, 'foreign'), 'PK\u0003\u0004');
  expect((await restore('cut')).error.code).toBe('backup_damaged');
  expect((await restore('foreign')).error.code).toBe('not_a_backup');
  expect((await restore('nothing')).error.code).toBe('file_unreachable');
  expect((await restore('copy.uige', 'другая фраза')).error).toMatchObject({
    code: 'passphrase_wrong',
    message: 'Парольная фраза не подходит к этой копии.',
  });
  expect(readdirSync(uige.folder)).not.toContain('empty');
});

test('a server that is there is replaced only when it is said, and never while it works', async () => {
  const restore = (...more: string[]) => uige.refused(['server', 'restore', file, '--data', data, ...more]);
  expect((await restore('--replace')).error.code).toBe('database_in_use');
  const { port } = server;
  await server.close();
  expect((await restore()).error.code).toBe('database_not_empty');
  server = await startServer({ data, port });
  expect(await server.admin.institutions()).toHaveLength(1);
});

test('a copy needs a server to be made of, a place to lie, and a passphrase worth the name', async () => {
  const backup = (to: string, from: string, passphrase = 'три синих слона') =>
    uige.refused(['server', 'backup', to, '--data', from], { passphrase });
  expect((await backup(file, path.join(uige.folder, 'nowhere'))).error.code).toBe('no_server');
  expect(readdirSync(uige.folder)).not.toContain('nowhere');
  expect((await backup(path.join(uige.folder, 'no', 'copy'), data)).error.code).toBe('file_unreachable');
  expect((await backup(file, data, 'коротко')).error.code).toBe('weak_passphrase');
});

test('a copy of an older version comes back and is brought up to date', async () => {
  const [old, fresh] = [await newDatabase(), await newDatabase()];
  const database = connect(old, () => undefined);
  await migrateTo(database, '0001-first-schema');
  await sql`insert into server values (1, gen_random_uuid(), gen_random_uuid(), 'Старый «сервер»\n\\', gen_random_uuid(),
    gen_random_uuid(), '2026-01-10T10:00:00.123Z')`.execute(database);
  const order = { file: path.join(uige.folder, 'old'), passphrase: 'три синих слона' };
  const copied = await backUp(database, { ...order, now: new Date('2026-02-01T00:00:00Z') });
  const [before] = (await sql<{ name: string }>`select * from server`.execute(database)).rows;
  await database.destroy();
  const now = () => new Date();
  const restored = await restoreServer({ databaseUrl: fresh, ...order, replace: false, now });
  expect(restored).toMatchObject({ serverId: copied.serverId, rows: 1 });
  const after = connect(fresh, () => undefined);
  const { rows } = await sql`select * from server`.execute(after);
  // what later versions keep besides is empty
  expect(rows).toMatchObject([{ ...before, epoch: restored.epoch, rules: null }]);
  await after.destroy();
});
