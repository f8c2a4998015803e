/** What whoever watches over the server sees of a busy day: logs and figures, and never a person. */
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningServer, startServer } from '#server/start.ts';
import { aChild } from '../../factories/story.ts';
import { ConsoleVisitor } from '../../support/consoleVisitor.ts';
import { Laptop } from '../../support/laptop.ts';
import { newDatabase } from '../../support/postgres.ts';

const home = 'Дом тишины';
const note = 'Мама плакала и обещала приехать в субботу';
const log = new PassThrough();
let text = '';
let server: RunningServer;
let databaseUrl: string;
const laptops: Laptop[] = [];

const line = z.looseObject({ level: z.int(), time: z.iso.datetime(), msg: z.string() });
const request = z.looseObject({
  request: z.uuid(),
  procedure: z.string(),
  status: z.int(),
  ms: z.int(),
});
const lines = () =>
  text
    .trimEnd()
    .split('\n')
    .map((one) => line.parse(JSON.parse(one)));

async function laptopOf(login: string, name: string, role: 'caseworker' | 'supervisor'): Promise<Laptop> {
  await server.admin.addUser({ login, name, role, institution: home });
  const laptop = Laptop.make({ role, institution: home });
  laptops.push(laptop);
  const { code } = await server.admin.makeCode(login);
  expect(await laptop.enrol(server.url, code)).toMatchObject({ ok: true });
  return laptop;
}

async function figures(): Promise<string> {
  return (await fetch(`${server.url}/metrics`)).text();
}

/** A busy day: enrolment, a case, a note, a conflict with the rules, guesses at the console, a broken database. */
beforeAll(async () => {
  log.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  databaseUrl = await newDatabase();
  server = await startServer({ databaseUrl, log });
  await server.admin.addInstitution(home);
  const aigul = await laptopOf('saparova', 'Айгүл Сапарова', 'caseworker');
  const dana = await laptopOf('kim.dana', 'Дана Ким', 'supervisor');
  const caseId = aigul.openCase();
  aigul.note(caseId, note);
  aigul.forge(caseId, { authorId: '0198c0de-0000-7000-8000-000000000000' });
  await aigul.sync();
  await server.drained();
  await dana.sync();
  const visitor = new ConsoleVisitor(server.url);
  await expect(visitor.signIn('kim.dana', 'пароль, который знает она одна')).rejects.toThrow();
  await fetch(`${server.url}/rpc/Дом/тишины?имя=Дана`, { method: 'POST', body: 'Дана' });
  await fetch(`${server.url}/saparova`);
});

afterAll(async () => {
  for (const laptop of laptops) laptop.close();
  await server.close();
});

test('every line of the log is one JSON document with a level, and every request has an id of its own', () => {
  const requests = lines()
    .filter(({ msg }) => msg === 'request')
    .map((one) => request.parse(one));
  const asked = new Set(requests.map(({ procedure }) => procedure));
  const expected = ['enrolment.complete', 'push', 'pull', 'feeds', 'console.session.signIn', 'unknown'];
  expect(expected.filter((one) => !asked.has(one))).toEqual([]);
  expect(new Set(requests.map((one) => one.request)).size).toBe(requests.length);
});

test('a failure is told by its kind and place, not by what was being worked on', async () => {
  const [aigul] = laptops;
  await withRenamed('step', async () => {
    aigul?.note(aigul.openCase(), note);
    expect(await aigul?.trySync()).toMatchObject({ ok: false });
  });
  const failed = lines().filter(({ level, msg }) => level === 50 && msg === 'a procedure failed');
  expect(JSON.stringify(failed)).toContain('error 42P01');
  expect(await aigul?.trySync()).toMatchObject({ ok: true });
});

async function withRenamed(table: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`alter table ${table} rename to away`);
  await work();
  await client.query(`alter table away rename to ${table}`);
  await client.end();
}

test('figures count requests, steps by verdict, what waits and the database, in the format of Prometheus', async () => {
  const told = await figures();
  for (const one of told.trimEnd().split('\n')) {
    expect(one).toMatch(
      /^(# (HELP|TYPE) [a-z0-9_]+ .+|[a-z0-9_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+)$/,
    );
  }
  const value = (name: string) =>
    Number(
      told
        .split('\n')
        .find((one) => one.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
    );
  expect(value('uige_requests_total{procedure="push",status="200"}')).toBeGreaterThan(0);
  expect(value('uige_requests_total{procedure="push",status="500"}')).toBeGreaterThan(0);
  expect(value('uige_steps_pushed_total{verdict="accepted"}')).toBeGreaterThanOrEqual(3);
  expect(value('uige_steps_pushed_total{verdict="refused"}')).toBe(1);
  expect(value('uige_steps_pulled_total')).toBeGreaterThanOrEqual(3);
  expect(value('uige_request_seconds_count{procedure="pull"}')).toBe(
    value('uige_request_seconds_bucket{procedure="pull",le="+Inf"}'),
  );
  for (const name of ['uige_summary_jobs', 'uige_devices_listening', 'uige_database_waiting']) {
    expect(value(name)).toBeGreaterThanOrEqual(0);
  }
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'process_start_time_seconds',
  ]) {
    expect(value(name)).toBeGreaterThan(0);
  }
});

test('neither the log nor the figures hold a name, an ИИН, a login, a text or an id of a case', async () => {
  const { familyName, givenName, iin, familyPlace } = aChild;
  const child = [familyName, givenName, iin, familyPlace];
  const people = ['Айгүл', 'Сапарова', 'Дана', 'saparova', 'kim.dana'];
  const secrets = [...child, ...people, home, note, 'плакала', 'тишины', 'она одна'];
  const told = [text, await figures(), decodeURIComponent(text)];
  for (const secret of secrets) {
    expect(String(secret).length).toBeGreaterThan(2);
    for (const one of told) expect(one).not.toContain(secret);
  }
  const [aigul] = laptops;
  for (const feed of aigul?.feeds().keys() ?? []) for (const one of told) expect(one).not.toContain(feed);
});
