import { afterEach, beforeEach, expect, test } from 'vitest';
import { endRecorders, Recorder } from './process.ts';
import { faultsOf, makeProfile, newFolder, removeFolder, reopened } from './profile.ts';
import { type SmallDisk, smallDisk } from './smallDisk.ts';

let folder: string;
let disk: SmallDisk;
beforeEach(() => {
  folder = newFolder();
  disk = smallDisk(folder);
});
afterEach(async () => {
  await endRecorders();
  disk.remove();
  removeFolder(folder);
});

test('a full disk is said clearly, loses nothing that was acknowledged, and recording goes on once there is space', async () => {
  const profile = await makeProfile(folder, 2);
  const recorder = new Recorder(['notes', folder, profile.caseCodes.join(), '10000'], disk.before);
  expect(await recorder.until('failed')).toBe('failed disk_full');
  const before = recorder.acknowledged;
  expect(before.length).toBeGreaterThan(0);

  recorder.again();
  expect(await recorder.next(), 'still full').toBe('failed disk_full');

  disk.grow(recorder.pid);
  recorder.again();
  for (let call = 0; call < 10; call += 1) expect(await recorder.next()).toMatch(/^recorded/);
  await recorder.kill();
  expect(recorder.acknowledged.length).toBeGreaterThanOrEqual(before.length + 20);

  const held = await reopened(profile);
  expect(recorder.acknowledged.filter((id) => !held.notes.has(id))).toEqual([]);
  expect(held.notes.size % 2).toBe(0);
  expect(faultsOf(held.verified)).toEqual([]);
}, 120_000);
