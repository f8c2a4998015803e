import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { home, register, Uige } from '#tests/support/uige.ts';

describe('the real process', () => {
  const uige = new Uige();
  afterAll(() => uige.remove());

  it('makes a profile, imports, lists, refuses, and ends with its statuses', async () => {
    const init = ['init', '--name', 'Айгүл С.', '--role', 'caseworker', '--institution', home, '--json'];
    const made = await uige.spawned(init);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toHaveProperty('recoveryKey');

    const imported = await uige.spawned(['import', register, '--institution', home, '--json']);
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(imported.stdout)).toMatchObject({ rows: 34, created: 33 });

    const listed = await uige.spawned(['children', '--json']);
    const [first] = z
      .array(z.looseObject({ caseCode: z.string() }))
      .length(33)
      .parse(JSON.parse(listed.stdout));

    const note = ['record', first?.caseCode ?? '', 'note.added', '--data', '-', '--json'];
    const noted = await uige.spawned(note, { stdin: JSON.stringify({ text: 'Говорили по телефону' }) });
    expect(noted.status).toBe(0);
    expect(JSON.parse(noted.stdout)).toHaveProperty('stepId');

    expect((await uige.spawned(['children', '--frobnicate'])).status).toBe(2);
    expect((await uige.spawned(['children'], { passphrase: 'совсем не то' })).status).toBe(1);
  });
});

const figures = z.looseObject({ residents: z.int(), unsent: z.int() });
const round = z.looseObject({
  pushed: z.int(),
  pulled: z.int(),
  pending: z.int(),
  refused: z.array(z.unknown()),
  quarantined: z.array(z.unknown()),
});

describe('uige server', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'uige-server-'));
  const data = ['--data', path.join(folder, 'data')];
  const office = new Uige();
  const director = new Uige();
  let server: ChildProcess;
  let url = '';

  beforeAll(async () => {
    server = spawn(process.execPath, ['cli/main.ts', 'server', 'start', ...data, '--port', '0', '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, UIGE_TODAY: '2025-11-03', UIGE_PASSPHRASE: 'три синих слона' },
    });
    if (server.stdout === null) throw new Error('no stdout');
    const [line] = await once(createInterface(server.stdout), 'line');
    url = z.object({ url: z.url() }).parse(JSON.parse(line)).url;
  });
  afterAll(async () => {
    const ended = once(server, 'close');
    server.kill('SIGTERM');
    await ended;
    for (const uige of [office, director]) uige.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const admin = (...args: string[]) => office.json(z.looseObject({}), ['server', 'admin', ...args, ...data]);
  const codeFor = async (login: string): Promise<string> =>
    z.string().parse((await admin('code', login)).code);

  it('keeps its folder for itself, and tells its PostgreSQL no passphrase', () => {
    expect(statSync(path.join(folder, 'data')).mode & 0o044).toBe(0);
    const pid = readFileSync(path.join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    expect(environment).toContain('LC_ALL=C');
    expect(environment.filter((one) => one.startsWith('UIGE_'))).toEqual([]);
  });

  it('is administered, enrols devices, and is synced with until the director sees the same', async () => {
    await admin('institution', 'add', home);
    await admin('user', 'add', 'aigul', '--name', 'Айгүл С.', '--role', 'caseworker', '--institution', home);
    await admin('user', 'add', 'director', '--name', 'Директор', '--role', 'director', '--institution', home);

    await office.init();
    await office.json(z.unknown(), ['import', register, '--institution', home]);
    const server = ['--server', url, '--code', await codeFor('director')];
    await director.json(z.unknown(), ['init', '--name', 'Директор', '--role', 'director', ...server]);

    const refused = await director.refused(['init', '--name', 'Д. Д.', '--role', 'director']);
    expect(refused.error.code).toBe('profile_exists');
    const notEnrolled = await office.refused(['sync']);
    expect(notEnrolled).toMatchObject({ status: 1, error: { code: 'not_enrolled' } });
    expect((await director.json(figures, ['institution', home])).residents).toBe(0);

    const sent = await office.json(round, ['sync', '--server', url, '--code', await codeFor('aigul')]);
    expect(sent).toMatchObject({ pending: 0, refused: [], quarantined: [] });
    expect(sent.pushed).toBeGreaterThan(33 * 3);

    await expect
      .poll(async () => {
        await director.json(round, ['sync']);
        return (await director.json(figures, ['institution', home])).residents;
      })
      .toBe(33);
    await office.json(round, ['sync']);
    const own = await office.json(figures, ['institution', home]);
    expect(await director.json(figures, ['institution', home])).toEqual({ ...own, unsent: 0 });
    expect(await director.json(z.array(z.unknown()), ['children'])).toHaveLength(33);
    expect(
      (await director.json(z.looseObject({ chain: z.object({ ok: z.boolean() }) }), ['verify'])).chain.ok,
    ).toBe(true);

    // a link that comes and goes is no reason to stop watching for it
    const watching = director.started(['sync', '--server', 'http://127.0.0.1:1', '--watch']);
    if (watching.stderr === null) throw new Error('no stderr');
    const [said] = await once(createInterface(watching.stderr), 'line');
    expect(said).toContain('Сервер не отвечает');
    expect(watching.exitCode).toBeNull();
    const gone = once(watching, 'exit');
    watching.kill('SIGINT');
    expect(await gone).toEqual([3, null]);

    const unknown = await office.refused(['server', 'admin', 'code', 'nobody', ...data]);
    expect(unknown).toMatchObject({ status: 1, error: { code: 'login_unknown' } });
  });
});
