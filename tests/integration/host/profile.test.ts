import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHost } from '#host/host.ts';
import { Desk, home, ok, passphrase, refusal } from '#tests/support/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.of('caseworker');
});
afterEach(() => desk.close());

describe('the lock', () => {
  it('lets nothing through while it is locked', async () => {
    const { client } = desk;
    ok(await client.profile.lock());
    const answers = [
      await client.cases.list({}),
      await client.cases.record({ steps: [{ case: 'x', kind: 'note.added', payload: {} }] }),
      await client.tasks.today(),
      await client.institution.figures({ institution: home }),
      await client.report.preview({ institution: home, from: '2025-11-01', to: '2025-11-30' }),
      await client.sync.status(),
      await client.data.verify(),
      await client.profile.me(),
    ];
    for (const answer of answers) expect(refusal(answer).code).toBe('locked');
    expect(await client.profile.status()).toMatchObject({
      state: 'locked',
      name: 'Айгүл С.',
      language: 'ru',
    });
  });

  it('opens for its passphrase alone, and slows down whoever guesses', async () => {
    const { client } = desk;
    ok(await client.profile.lock());
    for (let guess = 0; guess < 5; guess += 1) {
      expect(refusal(await client.profile.unlock({ passphrase: `угадываю ${guess}` })).code).toBe(
        'wrong_passphrase',
      );
    }
    expect(refusal(await client.profile.unlock({ passphrase })).code).toBe('throttled');
    expect((await client.profile.status()).throttledUntil).not.toBeNull();
    desk.today = '2025-11-04';
    expect(ok(await client.profile.unlock({ passphrase })).me.name).toBe('Айгүл С.');
  });

  it('opens with the recovery key and takes a new passphrase', async () => {
    const other = new Desk();
    try {
      const person = {
        name: 'Бота Ким',
        role: 'caseworker' as const,
        institution: home,
        language: 'kk' as const,
      };
      const { recoveryKey } = ok(await other.client.profile.create({ ...person, passphrase }));
      ok(await other.client.profile.lock());
      const next = 'четыре красных кита';
      const wrong = await other.client.profile.recover({ recoveryKey: 'AAAA-BBBB', passphrase: next });
      expect(refusal(wrong).code).toBe('wrong_recovery_key');
      ok(await other.client.profile.recover({ recoveryKey: recoveryKey.toLowerCase(), passphrase: next }));
      ok(await other.client.profile.lock());
      expect(refusal(await other.client.profile.unlock({ passphrase })).code).toBe('wrong_passphrase');
      ok(await other.client.profile.unlock({ passphrase: next }));
    } finally {
      await other.close();
    }
  });

  it('keeps everything for the next start, and no name in clear', async () => {
    await desk.import();
    await desk.host.close();
    const again = createHost({ home: desk.folder, clock: () => new Date('2025-11-04T05:00:00Z') });
    const client = createRouterClient(again.router, { context: {} });
    ok(await client.profile.unlock({ passphrase }));
    expect(ok(await client.cases.list({})).total).toBe(33);
    for (const file of readdirSync(desk.folder)) {
      if (!file.startsWith('uige.db')) continue;
      const bytes = readFileSync(path.join(desk.folder, file));
      for (const name of ['Тулегенова', 'Максим', 'Каскелен', '090404591138']) {
        expect(bytes.includes(name), `${name} in ${file}`).toBe(false);
      }
    }
    await again.close();
  });

  it('asks for the present passphrase before it takes another', async () => {
    const wrong = { current: 'не тот пароль', next: 'четыре красных кита' };
    expect(refusal(await desk.client.profile.changePassphrase(wrong)).code).toBe('wrong_passphrase');
    ok(await desk.client.profile.changePassphrase({ current: passphrase, next: 'четыре красных кита' }));
    ok(await desk.client.profile.lock());
    ok(await desk.client.profile.unlock({ passphrase: 'четыре красных кита' }));
  });
});

describe('roles', () => {
  it('keep a director from opening cases', async () => {
    const director = await Desk.of('director');
    try {
      await expect(director.import()).rejects.toThrow('forbidden');
      expect(ok(await director.client.cases.list({})).all).toBe(0);
    } finally {
      await director.close();
    }
  });

  it('keep an analyst from an institution of which only aggregates are theirs', async () => {
    const analyst = await Desk.of('analyst');
    try {
      const asked = await analyst.client.institution.figures({ institution: home });
      expect(refusal(asked).code).toBe('forbidden');
    } finally {
      await analyst.close();
    }
  });

  it('go with the institution that a person names later', async () => {
    const unnamed = await Desk.of('caseworker', null);
    try {
      expect(ok(await unnamed.client.institution.list())).toEqual([]);
      expect((await unnamed.import()).created).toBe(33);
      const { roles } = ok(await unnamed.client.profile.me());
      expect(roles).toMatchObject([{ role: 'caseworker', institutionName: home }]);
    } finally {
      await unnamed.close();
    }
  });
});

describe('the practice data', () => {
  it('are a profile of their own, with the practice register, and are gone afterwards', async () => {
    const practised = new Desk();
    const { me } = ok(await practised.client.profile.practice({ language: 'kk' }));
    expect(me).toMatchObject({ practice: true, standalone: true, language: 'kk' });
    expect(ok(await practised.client.cases.list({})).total).toBe(33);
    const enrolment = { server: 'http://127.0.0.1:1', code: 'ABCD-EFGH' };
    expect(refusal(await practised.client.sync.enrol(enrolment)).code).toBe('forbidden');
    await practised.client.profile.lock();
    // nothing was made where the person's own profile would be
    expect(await practised.client.profile.status()).toMatchObject({ state: 'none' });
    await practised.close();
  });
});
