import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '#server/start.ts';
import { differences, Laptop } from '../../support/laptop.ts';
import { type TestPostgres, testPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;
let server: RunningServer;

beforeAll(async () => {
  postgres = await testPostgres();
  server = await startServer({ databaseUrl: await postgres.newDatabase() });
  await server.admin.addInstitution('Дом надежды');
  await server.admin.addUser({
    login: 'aigul',
    name: 'Айгүл',
    role: 'caseworker',
    institution: 'Дом надежды',
  });
  await server.admin.addUser({ login: 'dana', name: 'Дана', role: 'supervisor', institution: 'Дом надежды' });
});

afterAll(async () => {
  await server.close();
  await postgres.leave();
});

test('what a caseworker wrote before enrolment reaches the supervisor, and both hold the same', async () => {
  const aigul = Laptop.make({ role: 'caseworker', institution: 'Дом надежды' });
  const caseId = aigul.openCase();
  aigul.note(caseId, 'мама звонила');
  const { code } = await server.admin.makeCode('aigul');
  expect(await aigul.enrol(server.url, code)).toMatchObject({ ok: true });
  expect(await aigul.sync()).toMatchObject({ pushed: 3 });
  await server.drained();
  await aigul.sync();

  const dana = Laptop.make({ role: 'supervisor' });
  await dana.enrol(server.url, (await server.admin.makeCode('dana')).code);
  await dana.sync();
  await aigul.sync();
  expect(dana.feeds().get(caseId)).toBe(aigul.feeds().get(caseId));
  expect(differences(aigul, dana)).toEqual([]);
  expect([...dana.feeds().values()].map((held) => held.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
    'case 3',
    'directory 6',
    'institution 1',
    'roster 1',
  ]);
  aigul.close();
  dana.close();
});
