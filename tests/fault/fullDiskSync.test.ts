/** A disk is full in the middle of a sync, the server's or a laptop's: nothing is lost, and with space it goes on. */
import { expect, test } from 'vitest';
import { inFolders, Outpost } from './outpost.ts';
import { Recorder } from './process.ts';
import { valueIn, withProfile } from './profile.ts';
import { sharedDisk, smallDisk } from './smallDisk.ts';
import { brokenPromises } from './syncPromises.ts';

test(
  'the disk of the server runs full during a push: what laptops hold waits there and arrives once there is space',
  () =>
    inFolders(2, async ([data = '', aigul = '']) => {
      const disk = sharedDisk(data);
      try {
        const outpost = await Outpost.open(data, 0);
        try {
          const caseCodes = await outpost.enrol(aigul, 2);
          const recorder = new Recorder(['sync', aigul, caseCodes.join(), '15000']);
          await recorder.until('synced');
          disk.fill();
          await recorder.until('failed');
          const before = recorder.acknowledged.length;
          // a full server stops nobody from writing
          for (let note = 0; note < 6; note += 1) await recorder.until('recorded');
          disk.empty();
          // the very same processes go on, on both sides
          await recorder.until('synced');
          await recorder.kill();
          expect(recorder.acknowledged.length).toBeGreaterThanOrEqual(before + 6);
          const notes = recorder.acknowledged;
          expect(await brokenPromises(data, { homes: [aigul], caseCodes, notes })).toEqual([]);
        } finally {
          await outpost.close();
        }
      } finally {
        disk.remove();
      }
    }),
  200_000,
);

test(
  'the disk of a laptop runs full during a pull: it says so, and goes on by itself once there is space',
  () =>
    inFolders(3, async ([data = '', aigul = '', dana = '']) => {
      const disk = smallDisk(dana);
      try {
        const outpost = await Outpost.open(data, 1);
        try {
          const caseCodes = await outpost.enrol(aigul, 1);
          await outpost.enrol(dana, 0);
          const notes = await writeMuch(aigul, caseCodes[0] ?? '');
          const recorder = new Recorder(['follow', dana], disk.before);
          await recorder.until('failed disk_full');
          disk.grow(recorder.pid);
          await recorder.until('holds');
          await recorder.kill();
          expect(await brokenPromises(data, { homes: [aigul, dana], caseCodes, notes })).toEqual([]);
        } finally {
          await outpost.close();
        }
      } finally {
        disk.remove();
      }
    }),
  200_000,
);

/** More than a small disk holds, handed in; answers the ids. */
function writeMuch(home: string, caseCode: string): Promise<readonly string[]> {
  return withProfile(home, async (client) => {
    const ids: string[] = [];
    const note = { case: caseCode, kind: 'note.added', payload: { text: 'Бабушка звонила. '.repeat(900) } };
    for (let call = 0; call < 10; call += 1) {
      const steps = Array.from({ length: 20 }, () => note);
      ids.push(...valueIn(await client.cases.record({ steps, oneEvent: false })).stepIds);
    }
    valueIn(await client.sync.now({}));
    return ids;
  });
}
