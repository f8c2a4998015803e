/** `uige passphrase`: what opens a profile, changed without a window; and guessing, which ending the program does not free. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bindToComputer } from '#db/vault/changeLock.ts';
import { aComputer } from '#tests/support/computerStore.ts';
import { quick } from '#tests/support/hardness.ts';
import { passphrase, Uige } from '#tests/support/uige.ts';

const next = 'четыре красных кита';
const newPassphrase = { UIGE_NEW_PASSPHRASE: next };

let uige: Uige;
let recoveryKey: string;
beforeEach(async () => {
  uige = new Uige();
  ({ recoveryKey } = z.looseObject({ recoveryKey: z.string() }).parse(await uige.init()));
});
afterEach(() => uige.remove());

async function opens(phrase: string): Promise<boolean> {
  return (await uige.call(['tasks'], { passphrase: phrase })).status === 0;
}

describe('uige passphrase', () => {
  it('changes the passphrase for whoever says the present one', async () => {
    const wrong = await uige.refused(['passphrase', 'change'], { passphrase: 'не та', env: newPassphrase });
    expect(wrong.error.code).toBe('wrong_passphrase');
    const weak = { UIGE_NEW_PASSPHRASE: 'коротко' };
    expect((await uige.refused(['passphrase', 'change'], { env: weak })).error.code).toBe('weak_passphrase');
    const { status, stdout } = await uige.call(['passphrase', 'change'], { env: newPassphrase });
    expect(status).toBe(0);
    expect(stdout).toContain('Парольная фраза сменена');
    expect([await opens(passphrase), await opens(next)]).toEqual([false, true]);
  });

  it('is wrong usage where no new one is given and nobody can be asked', async () => {
    const { status, stderr } = await uige.call(['passphrase', 'change']);
    expect(status).toBe(2);
    expect(stderr).toContain('--new-passphrase-file');
  });

  it('sets a new one by the recovery key from the standard input', async () => {
    const { status } = await uige.call(['passphrase', 'recover'], {
      stdin: `${recoveryKey}\n`,
      env: newPassphrase,
    });
    expect(status).toBe(0);
    expect(await opens(next)).toBe(true);
  });

  it('makes another recovery key, and the one before opens no more', async () => {
    const { stdout } = await uige.call(['passphrase', 'recovery-key', '--json']);
    const made = z.object({ recoveryKey: z.string() }).parse(JSON.parse(stdout)).recoveryKey;
    const recovered = { env: newPassphrase };
    const old = await uige.refused(['passphrase', 'recover'], { ...recovered, stdin: recoveryKey });
    expect(old.error.code).toBe('wrong_recovery_key');
    expect((await uige.call(['passphrase', 'recover'], { ...recovered, stdin: made })).status).toBe(0);
  });

  it('says of a profile that is bound to its computer where it opens', async () => {
    const asking = { passphrase, now: new Date(), store: aComputer() };
    const folder = `${uige.folder}/profile`;
    expect(await bindToComputer(folder, asking, { recoveryKey, hardness: quick })).toMatchObject({
      ok: true,
    });
    const { error, stderr } = await uige.refused(['tasks']);
    expect(error.code).toBe('other_computer');
    expect(stderr).toContain('ключом восстановления');
  });
});

describe('guessing at the command line', () => {
  it('is slowed down although every try is a program of its own', async () => {
    for (let guess = 1; guess <= 5; guess += 1) {
      const { error } = await uige.refused(['tasks'], { passphrase: `не та ${guess}` });
      expect(error.code).toBe('wrong_passphrase');
    }
    const right = await uige.spawned(['tasks', '--json']);
    expect(right.status).toBe(1);
    expect(JSON.parse(right.stdout)).toMatchObject({ error: { code: 'throttled' } });
    const change = await uige.refused(['passphrase', 'change'], { env: newPassphrase });
    expect(change.error.code).toBe('throttled');
    for (const day of ['2040-01-01', '2020-01-01', '2040-01-01']) {
      expect((await uige.refused(['tasks', '--today', day])).error.code, day).toBe('throttled');
      const set = { env: { ...newPassphrase, UIGE_TODAY: day } };
      expect((await uige.refused(['passphrase', 'change'], set)).error.code, day).toBe('throttled');
    }
  });
});
