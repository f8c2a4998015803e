/** Nothing of a child can be read from the files, while the database is open and after. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { writeBackup } from '#db/backup/backup.ts';
import { createVault } from '#db/vault/vault.ts';
import { quick } from '#tests/support/hardness.ts';
import { aDeviceOf, type Device, draft, morning } from './support/device.ts';

/** As UTF-8 and as UTF-16, in which SQLite could store text too. */
function spellings(words: readonly string[]): Buffer[] {
  return words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]);
}

const secrets = spellings([
  'Оспанова',
  'Айзере',
  '190908691809',
  'Каскелен',
  'оспанова',
  'Мама звонила',
  'CREATE TABLE',
]);

function readableIn(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ name }) => {
    const content = readFileSync(join(folder, name));
    return secrets
      .filter((secret) => content.includes(secret))
      .map((secret) => `${name}: ${secret.toString()}`);
  });
}

function work(device: Device): void {
  for (let index = 0; index < 20; index += 1) {
    const caseId = device.openCase(v7());
    device.record([draft('note.added', caseId, { text: 'Мама звонила. '.repeat(40) })]);
  }
}

it('shows no name, number, place or word in the database, its log, its index of the log or a copy', async () => {
  const device = aDeviceOf();
  const folder = dirname(device.path);
  await createVault(join(folder, 'vault'), {
    passphrase: 'очень длинная фраза',
    shown: { name: 'А. Нурланова', language: 'ru' },
    now: morning,
    hardness: quick,
  });
  work(device);
  expect(existsSync(`${device.path}-wal`)).toBe(true);
  expect(readableIn(folder)).toEqual([]);
  expect(writeBackup(device.writer, join(folder, 'vault'), join(folder, 'copy.uige'))).toMatchObject({
    ok: true,
  });
  device.writer.checkpoint();
  expect(readableIn(folder)).toEqual([]);
  device.writer.close();
  expect(readableIn(folder)).toEqual([]);
});
