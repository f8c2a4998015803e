import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { home, passphrase, register, Uige } from '#tests/support/uige.ts';

let uige: Uige;
beforeAll(async () => {
  uige = new Uige();
  await uige.init();
  await uige.json(z.unknown(), ['import', register, '--institution', home]);
});
afterAll(() => uige.remove());

describe('the uige command', () => {
  it('prints exactly one JSON document and nothing else on stdout', async () => {
    for (const args of [
      ['children'],
      ['tasks'],
      ['kinds'],
      ['schema', 'visit.recorded'],
      ['institution', home],
      ['verify'],
    ]) {
      const { status, stdout, stderr } = await uige.call([...args, '--json']);
      expect(status, args[0]).toBe(0);
      expect(stdout.trimEnd().split('\n'), args[0]).toHaveLength(1);
      expect(() => JSON.parse(stdout), args[0]).not.toThrow();
      // progress is for terminals, and this is none
      expect(stderr, args[0]).toBe('');
    }
  });

  it('ends with 1 and the reason for a wrong passphrase', async () => {
    const { status, error, stderr } = await uige.refused(['tasks'], { passphrase: 'совсем не то' });
    expect(status).toBe(1);
    expect(error.code).toBe('wrong_passphrase');
    expect(stderr).toContain(error.message);
  });

  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['children', '--frobnicate']],
    ['a missing argument', ['case']],
    ['a missing option', ['import', register]],
    ['a day that does not exist', ['children', '--today', '2025-02-30']],
    ['an unknown stage', ['children', '--stage', 'home']],
    ['an unknown role', ['init', '--name', 'А. Б.', '--role', 'tsar']],
    ['a file that is not there', ['import', 'no-such-file.xlsx', '--institution', home]],
    ['an unknown language', ['children', '--lang', 'tlh']],
  ])('ends with 2 for %s', async (_, args) => {
    const { status, error } = await uige.refused(args);
    expect(status).toBe(2);
    expect(error.code).toBe('wrong_usage');
  });

  it('ends with 3 when the server is not reached, and the profile is there all the same', async () => {
    const other = new Uige();
    try {
      // a port on which nothing listens: reserved, never given to a program
      const server = ['--server', 'http://127.0.0.1:1', '--code', 'ABCD-EFGH-JKMN'];
      const { status, error } = await other.refused([
        'init',
        '--name',
        'Айгүл С.',
        '--role',
        'caseworker',
        ...server,
      ]);
      expect(status).toBe(3);
      expect(error.code).toBe('server_unreachable');
      expect(await other.json(z.array(z.unknown()), ['children'])).toEqual([]);
    } finally {
      other.remove();
    }
  });

  it('reads the passphrase from a file', async () => {
    const file = path.join(uige.folder, 'passphrase.txt');
    writeFileSync(file, `${passphrase}\n`);
    const { status } = await uige.call(['tasks', '--passphrase-file', file, '--json'], { passphrase: '' });
    expect(status).toBe(0);
  });

  it('asks for a passphrase instead of hanging when there is no terminal', async () => {
    const { status, error } = await uige.refused(['tasks'], { passphrase: '' });
    expect(status).toBe(2);
    expect(error.code).toBe('wrong_usage');
  });

  it('refuses a short passphrase and a second profile in one place', async () => {
    const other = new Uige();
    try {
      const init = ['init', '--name', 'Айгүл С.', '--role', 'caseworker'];
      const weak = await other.refused(init, { passphrase: 'короткий' });
      expect(weak).toMatchObject({ status: 1, error: { code: 'weak_passphrase' } });
      await other.init();
      const second = await other.refused(init);
      expect(second).toMatchObject({ status: 1, error: { code: 'profile_exists' } });
    } finally {
      other.remove();
    }
  });

  it('speaks the language that is asked for', async () => {
    const russian = await uige.call(['children']);
    const kazakh = await uige.call(['children', '--lang', 'kk']);
    const english = await uige.call(['children', '--lang', 'en']);
    expect(russian.stdout).toContain('33 ребёнка');
    expect(kazakh.stdout).toContain('33 бала');
    expect(english.stdout).toContain('33 children');
    expect((await uige.call(['--help', '--lang', 'en'])).stdout).toContain('record a step in a case');
  });

  it('tells the recovery key once and shows who works on which device', async () => {
    const other = new Uige();
    try {
      const made = await other.json(
        z.object({
          profile: z.looseObject({ personId: z.uuid(), name: z.string(), standalone: z.boolean() }),
          device: z.uuid(),
          recoveryKey: z.string(),
        }),
        ['init', '--name', 'Бота Ким', '--role', 'director', '--institution', home],
      );
      expect(made.profile).toMatchObject({ name: 'Бота Ким', standalone: true });
      expect(made.recoveryKey).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    } finally {
      other.remove();
    }
  });
});
