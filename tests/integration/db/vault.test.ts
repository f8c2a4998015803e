/** The lock of a profile: right and wrong passphrases, waiting, recovery, and damaged key files. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bindToComputer,
  changePassphrase,
  freeFromComputer,
  renewRecoveryKey,
  showOnLock,
} from '#db/vault/changeLock.ts';
import { databaseFileName, keyFileName, readKeyFile } from '#db/vault/keyFile.ts';
import { makeRecoveryKey } from '#db/vault/recoveryKey.ts';
import { attemptsFileName, countTry, throttledUntil, waitAfter } from '#db/vault/throttle.ts';
import { createVault, recoverVault, unlockVault } from '#db/vault/vault.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import { aComputer } from '#tests/support/computerStore.ts';
import { quick } from '#tests/support/hardness.ts';
import { aFolder, morning } from './support/device.ts';

const passphrase = 'двенадцать белых гусей';
const shown = { name: 'А. Нурланова', language: 'ru' as const };

async function aVault() {
  const folder = join(aFolder(), 'profile');
  const made = await createVault(folder, { passphrase, shown, now: morning, hardness: quick });
  if (!made.ok) throw new Error(made.error.code);
  return { folder, ...made.value };
}

/** Who changes the lock says the passphrase of now. */
function asking(present = passphrase, store: ComputerStore | null = null) {
  return { passphrase: present, now: morning, store };
}

function next(phrase: string) {
  return { passphrase: phrase, hardness: quick };
}

function later(seconds: number): Date {
  return new Date(morning.getTime() + seconds * 1000);
}

describe('a profile’s lock', () => {
  it('gives the same key for the passphrase, however it is composed', async () => {
    const { folder, key } = await aVault();
    expect(await unlockVault(folder, passphrase.normalize('NFD'), morning)).toEqual({
      ok: true,
      value: { key },
    });
  });

  it('keeps neither passphrase nor key nor recovery key in its file', async () => {
    const { folder, key, recoveryKey } = await aVault();
    const file = readFileSync(join(folder, keyFileName));
    for (const secret of [passphrase, recoveryKey, recoveryKey.replaceAll('-', '')]) {
      expect(file.includes(secret)).toBe(false);
    }
    for (const encoding of ['base64', 'hex'] as const) {
      expect(file.includes(Buffer.from(key).toString(encoding))).toBe(false);
    }
  });

  it('is not made over another profile, nor over a database whose key file is gone', async () => {
    const { folder } = await aVault();
    const again = { passphrase, shown, now: morning, hardness: quick };
    expect(await createVault(folder, again)).toEqual({ ok: false, error: { code: 'profile_exists' } });
    const other = aFolder();
    writeFileSync(join(other, databaseFileName), 'something');
    expect(await createVault(other, again)).toEqual({ ok: false, error: { code: 'profile_exists' } });
  });

  it('opens with the new passphrase only after it was changed', async () => {
    const { folder, key } = await aVault();
    const change = (present: string) =>
      changePassphrase(folder, asking(present), next('новая длинная фраза'));
    expect(await change('не та фраза')).toMatchObject({ error: { code: 'wrong_passphrase' } });
    expect(await unlockVault(folder, passphrase, morning)).toMatchObject({ ok: true });
    expect(await change(passphrase)).toEqual({ ok: true, value: null });
    expect(await unlockVault(folder, passphrase, morning)).toMatchObject({
      error: { code: 'wrong_passphrase' },
    });
    expect(await unlockVault(folder, 'новая длинная фраза', morning)).toEqual({ ok: true, value: { key } });
  });

  it('changes what the lock screen shows without any key', async () => {
    const { folder, key } = await aVault();
    showOnLock(folder, { name: 'А. Нұрланова', language: 'kk' });
    expect(readKeyFile(folder)).toMatchObject({ value: { shown: { language: 'kk' } } });
    expect(await unlockVault(folder, passphrase, morning)).toEqual({ ok: true, value: { key } });
  });
});

describe('the recovery key', () => {
  it('opens a profile whose passphrase is forgotten, sets a new one, and stays good', async () => {
    const { folder, key, recoveryKey } = await aVault();
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ');
    expect(await recoverVault(folder, typed, next('вспомнила другую'))).toEqual({ ok: true, value: { key } });
    expect(await unlockVault(folder, 'вспомнила другую', morning)).toEqual({ ok: true, value: { key } });
    expect(await recoverVault(folder, recoveryKey, next(passphrase))).toEqual({ ok: true, value: { key } });
  });

  it('is told apart: mistyped, and of another profile', async () => {
    const { folder } = await aVault();
    const wrong = (key: string) => recoverVault(folder, key, next('новая длинная фраза'));
    expect(await wrong('7QK3-X0MT')).toEqual({
      ok: false,
      error: { code: 'wrong_recovery_key', mistyped: true },
    });
    expect(await wrong(makeRecoveryKey())).toEqual({
      ok: false,
      error: { code: 'wrong_recovery_key', mistyped: false },
    });
  });

  it('opens a lock that refuses passphrases for now', async () => {
    const { folder, recoveryKey } = await aVault();
    for (let index = 0; index < 8; index += 1) countTry(folder, morning);
    expect(await unlockVault(folder, passphrase, later(1))).toMatchObject({ error: { code: 'throttled' } });
    await recoverVault(folder, recoveryKey, next('вспомнила другую'));
    expect(await unlockVault(folder, 'вспомнила другую', later(1))).toMatchObject({ ok: true });
  });
});

describe('another recovery key', () => {
  it('opens in place of the sheet that was printed before, and costs the passphrase', async () => {
    const { folder, key, recoveryKey } = await aVault();
    expect(await renewRecoveryKey(folder, asking('не та фраза'))).toMatchObject({
      error: { code: 'wrong_passphrase' },
    });
    const made = await renewRecoveryKey(folder, asking());
    if (!made.ok) throw new Error(made.error.code);
    expect(await recoverVault(folder, recoveryKey, next('вспомнила другую'))).toMatchObject({
      error: { code: 'wrong_recovery_key', mistyped: false },
    });
    expect(await unlockVault(folder, passphrase, morning)).toEqual({ ok: true, value: { key } });
    expect(await recoverVault(folder, made.value.recoveryKey, next('вспомнила другую'))).toEqual({
      ok: true,
      value: { key },
    });
  });

  it('does not reach into a copy of the key file that was made before', async () => {
    const { folder, key, recoveryKey } = await aVault();
    const copied = readFileSync(join(folder, keyFileName));
    await renewRecoveryKey(folder, asking());
    await changePassphrase(folder, asking(), next('новая длинная фраза'));
    const copy = aFolder();
    writeFileSync(join(copy, keyFileName), copied);
    expect(await unlockVault(copy, passphrase, morning)).toEqual({ ok: true, value: { key } });
    expect(await recoverVault(copy, recoveryKey, next(passphrase))).toEqual({ ok: true, value: { key } });
  });
});

describe('a profile that is bound to its computer', () => {
  async function aBoundVault() {
    const vault = await aVault();
    const computer = aComputer();
    const { recoveryKey, folder } = vault;
    const bound = await bindToComputer(
      folder,
      { ...asking(), store: computer },
      { recoveryKey, hardness: quick },
    );
    if (!bound.ok) throw new Error(bound.error.code);
    return { ...vault, computer };
  }

  it('opens with its passphrase there, and nowhere else', async () => {
    const { folder, key, computer } = await aBoundVault();
    expect(await unlockVault(folder, passphrase, morning, computer)).toEqual({ ok: true, value: { key } });
    const elsewhere = { ok: false, error: { code: 'other_computer' } };
    expect(await unlockVault(folder, passphrase, morning)).toEqual(elsewhere);
    expect(await unlockVault(folder, passphrase, morning, aComputer())).toEqual(elsewhere);
  });

  it('counts no try where no passphrase could be right', async () => {
    const { folder } = await aBoundVault();
    await unlockVault(folder, passphrase, morning);
    expect(existsSync(join(folder, attemptsFileName))).toBe(false);
  });

  it('still asks for the right passphrase', async () => {
    const { folder, computer } = await aBoundVault();
    expect(await unlockVault(folder, 'не та фраза', morning, computer)).toMatchObject({
      error: { code: 'wrong_passphrase' },
    });
  });

  it('opens with its recovery key after the computer is gone, and is free then', async () => {
    const { folder, key, recoveryKey, computer } = await aBoundVault();
    computer.reinstall();
    expect(await unlockVault(folder, passphrase, morning, computer)).toMatchObject({
      error: { code: 'other_computer' },
    });
    expect(await recoverVault(folder, recoveryKey, next('вспомнила другую'))).toMatchObject({ ok: true });
    expect(await unlockVault(folder, 'вспомнила другую', morning)).toEqual({ ok: true, value: { key } });
  });

  it('stays bound when the passphrase changes, until it is freed', async () => {
    const { folder, key, computer } = await aBoundVault();
    await changePassphrase(folder, asking(passphrase, computer), next('новая длинная фраза'));
    expect(await unlockVault(folder, 'новая длинная фраза', morning)).toMatchObject({ ok: false });
    const phrase = 'новая длинная фраза';
    expect(await unlockVault(folder, phrase, morning, computer)).toMatchObject({ ok: true });
    await freeFromComputer(folder, asking(phrase, computer), { hardness: quick });
    expect(await unlockVault(folder, phrase, morning)).toEqual({ ok: true, value: { key } });
  });

  it.each([
    ['without the recovery key that would open it elsewhere', aComputer(), makeRecoveryKey()],
    ['where the store does not protect', aComputer(false), null],
    ['where the store does not give back what it took', { ...aComputer(), open: async () => null }, null],
  ])('is not made %s', async (_, store, otherKey) => {
    const { folder, recoveryKey } = await aVault();
    const before = readFileSync(join(folder, keyFileName), 'utf8');
    const given = { recoveryKey: otherKey ?? recoveryKey, hardness: quick };
    expect(await bindToComputer(folder, { ...asking(), store }, given)).toMatchObject({ ok: false });
    expect(readFileSync(join(folder, keyFileName), 'utf8')).toBe(before);
  });

  it('is refused by a program that knows only free ones', async () => {
    const { folder } = await aBoundVault();
    expect(JSON.parse(readFileSync(join(folder, keyFileName), 'utf8')).version).toBe(2);
  });
});

describe('wrong passphrases', () => {
  it('are free up to the fifth, then cost a wait that doubles up to 15 minutes', () => {
    const seconds = [0, 1, 4, 5, 6, 7, 9, 10, 11, 1000].map((wrong) => waitAfter(wrong) / 1000);
    expect(seconds).toEqual([0, 0, 0, 30, 60, 120, 480, 900, 900, 900]);
  });

  it('are counted across restarts: even the right one has to wait', async () => {
    const { folder, key } = await aVault();
    for (let index = 1; index <= 4; index += 1) {
      expect(await unlockVault(folder, 'не та', morning)).toEqual({
        ok: false,
        error: { code: 'wrong_passphrase', until: null },
      });
    }
    const until = later(30).toISOString();
    expect(await unlockVault(folder, 'не та', morning)).toEqual({
      ok: false,
      error: { code: 'wrong_passphrase', until },
    });
    expect(await unlockVault(folder, passphrase, later(29))).toEqual({
      ok: false,
      error: { code: 'throttled', until },
    });
    expect(await unlockVault(folder, passphrase, later(31))).toEqual({ ok: true, value: { key } });
    expect(existsSync(join(folder, attemptsFileName))).toBe(false);
    expect(throttledUntil(folder, later(31))).toBeNull();
  });

  it('cost no longer wait than that when the clock was set back by a year', () => {
    const folder = aFolder();
    for (let index = 0; index < 6; index += 1) countTry(folder, morning);
    const yearBefore = new Date('2024-11-10T04:00:00.000Z');
    const until = throttledUntil(folder, yearBefore);
    expect(until?.getTime()).toBe(yearBefore.getTime() + 60_000);
    expect(throttledUntil(folder, new Date(yearBefore.getTime() + 61_000))).toBeNull();
  });

  it('count as used up where the count cannot be read', () => {
    const folder = aFolder();
    writeFileSync(join(folder, attemptsFileName), '{"wrong":');
    expect(throttledUntil(folder, morning)).toBeNull();
    countTry(folder, morning);
    expect(throttledUntil(folder, morning)).toEqual(later(60));
  });
});

describe('a key file', () => {
  it('that is missing, damaged or of a later version is told apart', async () => {
    const { folder } = await aVault();
    const path = join(folder, keyFileName);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    expect(await unlockVault(aFolder(), passphrase, morning)).toEqual({
      ok: false,
      error: { code: 'no_profile' },
    });
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 200));
    expect(await unlockVault(folder, passphrase, morning)).toEqual({
      ok: false,
      error: { code: 'profile_damaged' },
    });
    writeFileSync(path, JSON.stringify({ ...file, version: 3 }));
    expect(await unlockVault(folder, passphrase, morning)).toEqual({
      ok: false,
      error: { code: 'newer_profile' },
    });
  });

  it('that asks for more memory than a laptop has is damaged', async () => {
    const { folder } = await aVault();
    const path = join(folder, keyFileName);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    file.passphrase.argon2.memoryKiB = 2 ** 31;
    writeFileSync(path, JSON.stringify(file));
    expect(await unlockVault(folder, passphrase, morning)).toEqual({
      ok: false,
      error: { code: 'profile_damaged' },
    });
  });

  it('whose wraps were exchanged opens nothing', async () => {
    const { folder } = await aVault();
    const path = join(folder, keyFileName);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    file.passphrase.key = file.recovery.key;
    writeFileSync(path, JSON.stringify(file));
    expect(await unlockVault(folder, passphrase, morning)).toMatchObject({
      error: { code: 'wrong_passphrase' },
    });
  });
});
