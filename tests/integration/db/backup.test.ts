/** A copy of a profile in one file, and the way back from it. */
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { readBackup, writeBackup } from '#db/backup/backup.ts';
import { openWriter } from '#db/open/openDatabase.ts';
import { writeProfile } from '#db/profile/profile.ts';
import { databaseFileName, keyFileName } from '#db/vault/keyFile.ts';
import { createVault, unlockVault } from '#db/vault/vault.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { quick } from '#tests/support/hardness.ts';
import { aDeviceOf, aFolder, Device, everything, morning } from './support/device.ts';

const passphrase = 'двенадцать белых гусей';

async function aProfileFolder() {
  const folder = join(aFolder(), 'profile');
  const vault = {
    passphrase,
    shown: { name: 'А. Нурланова', language: 'ru' as const },
    now: morning,
    hardness: quick,
  };
  const made = await createVault(folder, vault);
  if (!made.ok) throw new Error(made.error.code);
  const path = join(folder, databaseFileName);
  const opened = openWriter({ path, key: made.value.key });
  if (!opened.ok) throw new Error(opened.error.code);
  const device = new Device({ path, key: made.value.key, writer: opened.value });
  writeProfile(device.writer, aDeviceOf().profile);
  device.openCase(v7());
  return { folder, device };
}

describe('a copy of a profile', () => {
  it('is opened elsewhere with the same passphrase and holds everything', async () => {
    const { folder, device } = await aProfileFolder();
    const target = join(folder, 'copy.uige');
    expect(writeBackup(device.writer, folder, target)).toMatchObject({ ok: true });
    const elsewhere = join(aFolder(), 'restored');
    expect(readBackup(target, elsewhere)).toEqual({ ok: true, value: null });
    const unlocked = await unlockVault(elsewhere, passphrase, morning);
    if (!unlocked.ok) throw new Error(unlocked.error.code);
    const restored = openWriter({ path: join(elsewhere, databaseFileName), key: unlocked.value.key });
    if (!restored.ok) throw new Error(restored.error.code);
    expect(everything(restored.value)).toEqual(everything(device.writer));
    expect(verifyDatabase(restored.value)).toMatchObject({ chain: { ok: true }, projections: { ok: true } });
    restored.value.close();
    device.writer.close();
  });

  it('takes the place of an older copy and leaves nothing beside it', async () => {
    const { folder, device } = await aProfileFolder();
    const target = join(folder, 'copy.uige');
    writeBackup(device.writer, folder, target);
    device.openCase(v7());
    expect(writeBackup(device.writer, folder, target)).toMatchObject({ ok: true });
    expect(existsSync(`${target}.database`)).toBe(false);
    expect(existsSync(`${target}.new`)).toBe(false);
    expect(writeBackup(device.writer, folder, join(folder, 'no', 'folder', 'copy'))).toMatchObject({
      ok: false,
    });
    device.writer.close();
  });

  it('is never unpacked over a profile, and a file that is none is refused without a trace', async () => {
    const { folder, device } = await aProfileFolder();
    const target = join(aFolder(), 'copy.uige');
    writeBackup(device.writer, folder, target);
    const key = readFileSync(join(folder, keyFileName));
    expect(readBackup(target, folder)).toEqual({ ok: false, error: { code: 'profile_exists' } });
    expect(readFileSync(join(folder, keyFileName)).equals(key)).toBe(true);
    truncateSync(target, 300);
    const empty = aFolder();
    mkdirSync(join(empty, 'sub'));
    const text = join(empty, 'sub', 'text');
    writeFileSync(text, 'не копия');
    for (const source of [target, text]) {
      expect(readBackup(source, empty)).toEqual({ ok: false, error: { code: 'not_a_backup' } });
    }
    expect(readBackup(join(empty, 'missing'), empty)).toMatchObject({ error: { code: 'not_found' } });
    expect(existsSync(join(empty, keyFileName))).toBe(false);
    expect(existsSync(join(empty, databaseFileName))).toBe(false);
    device.writer.close();
  });
});
