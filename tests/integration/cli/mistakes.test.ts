import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { home, passphrase, register, Uige } from '#tests/support/uige.ts';

let uige: Uige;
let code = '';
beforeAll(async () => {
  uige = new Uige();
  await uige.init();
  await uige.json(z.unknown(), ['import', register, '--institution', home]);
  const children = await uige.json(z.array(z.looseObject({ caseCode: z.string() })), ['children']);
  code = children[0]?.caseCode ?? '';
});
afterAll(() => uige.remove());

function inFile(name: string, content: string | Uint8Array): string {
  const file = path.join(uige.folder, name);
  writeFileSync(file, content);
  return file;
}

/** Whether a text is one that a Russian reader was meant to get. */
const latinSentence = /[a-z]{3,} [a-z]{2,} [a-z]{2,}/i;

describe('what does not fit', () => {
  it('is said in words, and the passphrase is in none of them', async () => {
    const other = new Uige();
    const { status, stdout, stderr } = await other.call([
      'init',
      '--name',
      'А',
      '--role',
      'caseworker',
      '--json',
    ]);
    other.remove();
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'invalid', issues: [{ path: 'name', message: 'too_short' }] },
    });
    expect(stderr).toContain('name: Слишком коротко');
    expect(stdout + stderr).not.toContain(passphrase);
    expect(stderr).not.toMatch(latinSentence);
  });

  it.each([
    ['an empty note', { text: '' }, 'text: Заполните это поле'],
    ['a field that notes do not have', { txt: 'Оспанов' }, 'txt: Такого поля в этой записи нет'],
    ['a number for a text', { text: 5 }, 'text: Проверьте это поле'],
    ['a list', [], 'Проверьте это поле'],
    ['half of a surrogate pair', { text: 'тетя \ud83d' }, 'text: В тексте есть знаки'],
    ['a NUL', { text: 'тетя \u0000' }, 'text: В тексте есть знаки'],
  ])('is named by its field and in the language of the person: %s', async (_, payload, said) => {
    const file = inFile('note.json', JSON.stringify(payload));
    const { status, stdout, stderr } = await uige.call(['record', code, 'note.added', '--data', file]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(latinSentence);
    expect(stderr).not.toContain('Оспанов');
  });

  it('is named where a move goes to a stage that is none', async () => {
    const file = inFile('move.json', '{"to":"approvd"}');
    const { error, stderr } = await uige.refused(['record', code, 'stage.moved', '--data', file]);
    expect(error).toMatchObject({ code: 'invalid', issues: [{ path: 'to', message: 'not_listed' }] });
    expect(stderr).not.toMatch(latinSentence);
  });

  it('is never quoted where it is no JSON, and never guessed at where it is no UTF-8', async () => {
    const broken = inFile('broken.json', '{"text": "Оспанов Бекзат был у');
    const spoken = await uige.refused(['record', code, 'note.added', '--data', broken]);
    expect(spoken.error).toMatchObject({ code: 'invalid', issues: [{ message: 'not_json' }] });
    expect(spoken.stderr).not.toContain('Оспанов');
    const ansi = inFile('ansi.json', Buffer.from([...Buffer.from('{"text":"'), 0xcf, 0xf0, 0x22, 0x7d]));
    const { error } = await uige.refused(['record', code, 'note.added', '--data', ansi]);
    expect(error).toMatchObject({ code: 'invalid', issues: [{ message: 'not_utf8' }] });
  });

  it('is said of a wrong UIGE_TODAY as of a wrong --today', async () => {
    const { status, error } = await uige.refused(['tasks'], { env: { UIGE_TODAY: '31.12.2025' } });
    expect(status).toBe(2);
    expect(error.message).toContain('UIGE_TODAY=31.12.2025');
    expect((await uige.call(['tasks', '--today', '2025-11-03'], { env: { UIGE_TODAY: 'x' } })).status).toBe(
      0,
    );
  });
});

describe('a file that is none', () => {
  it('is read no further than it may be, though it never ends', async () => {
    const list = await uige.refused(['import', '/dev/zero', '--institution', home]);
    expect(list).toMatchObject({ status: 1, error: { code: 'file_too_large' } });
    const note = await uige.refused(['record', code, 'note.added', '--data', '/dev/zero']);
    expect(note).toMatchObject({ status: 1, error: { code: 'invalid' } });
    const key = await uige.refused(['tasks', '--passphrase-file', '/dev/zero']);
    expect(key).toMatchObject({ status: 1, error: { code: 'invalid' } });
  });

  it('is wrong usage where it is a folder', async () => {
    const folder = path.join(uige.folder, 'folder');
    mkdirSync(folder);
    expect((await uige.refused(['import', folder, '--institution', home])).status).toBe(2);
  });
});

describe('what others wrote', () => {
  it('cannot steer the terminal it is printed on', async () => {
    const kin = {
      relation: 'aunt',
      name: 'Ким \u001b[31mРоза\u202e\u009b2J',
      phone: null,
      address: null,
      place: null,
      note: null,
    };
    const file = inFile('kin.json', JSON.stringify(kin));
    expect((await uige.call(['record', code, 'kin.found', '--data', file])).status).toBe(0);
    const { stdout } = await uige.call(['case', code]);
    expect(stdout).toContain('Ким \uFFFD[31mРоза\uFFFD\uFFFD2J');
    const told = await uige.json(z.object({ kin: z.array(z.looseObject({ name: z.string() })) }), [
      'case',
      code,
    ]);
    expect(told.kin.map(({ name }) => name)).toContain(kin.name);
  });
});

describe('a list imported already', () => {
  it('is told in a dry run with the case of every child', async () => {
    const found = await uige.json(
      z.object({ duplicates: z.array(z.object({ row: z.int(), caseCode: z.string().nullable() })) }),
      ['import', register, '--institution', home, '--dry-run'],
    );
    expect(found.duplicates).toHaveLength(34);
    expect(found.duplicates.filter(({ caseCode }) => caseCode !== null).length).toBeGreaterThanOrEqual(33);
  });

  it('has its doubts said in words', async () => {
    const { stdout } = await uige.call(['import', register, '--institution', home, '--dry-run']);
    expect(stdout).toContain('ИИН — ИИН не указан');
    expect(stdout).not.toContain('iin_missing');
  });
});

describe('a report', () => {
  const period = ['--from', '2025-01-01', '--to', '2025-12-31', '--format'];

  it('replaces a file of its name whole, for its own person alone, and leaves nothing else', async () => {
    const out = path.join(uige.folder, 'reports', 'ministry');
    const write = () =>
      uige.json(z.object({ files: z.array(z.string()) }), [
        'report',
        'closure',
        ...period,
        'csv,json',
        '--out',
        out,
      ]);
    const { files } = await write();
    expect((await write()).files).toEqual(files);
    expect(
      readdirSync(out)
        .map((name) => path.join(out, name))
        .sort(),
    ).toEqual([...files].sort());
    expect(statSync(out).mode & 0o777).toBe(0o700);
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('names the folder that it cannot be written to, before any work is done', async () => {
    const file = inFile('not-a-folder', '');
    const { status, error } = await uige.refused(['report', 'closure', ...period, 'csv', '--out', file]);
    expect({ status, code: error.code }).toEqual({ status: 1, code: 'not_writable' });
    expect(error.message).toContain(file);
    const demo = await uige.refused(['demo', '--out', path.join(file, 'inside')]);
    expect(demo).toMatchObject({ status: 1, error: { code: 'not_writable' } });
  });
});

describe('the real process', () => {
  it('ends in order when nobody reads what it says', async () => {
    const { status, stderr } = await uige.spawned(['children'], { unread: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('says so when its answer cannot be written', async () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = await uige.spawned(['kinds', '--json'], { stdout: full });
    closeSync(full);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual(['Ответ не удалось записать. Проверьте, куда он направлен.']);
  });

  it('keeps the profile for its own person alone', () => {
    const profile = path.join(uige.folder, 'profile');
    expect(statSync(profile).mode & 0o777).toBe(0o700);
    for (const name of ['profile.json', 'uige.db'])
      expect(statSync(path.join(profile, name)).mode & 0o777, name).toBe(0o600);
  });
});
