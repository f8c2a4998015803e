/**
 * Sync under everything that can go wrong (docs/sync-protocol.md): seeded stories of devices and
 * server processes with losses, crashes, forks, restores, wrong clocks and grants that come and go,
 * and the promises of tests/model/promises.ts at the end of each. These are in memory, thousands in a minute;
 * databases.test.ts tells a hundred on the real ones. A broken seed is told again by `npm run soak -- SEED`.
 */
import { expect, test } from 'vitest';
import { light } from './ground.ts';
import { playMany } from './many.ts';
import { makeScene, play } from './run.ts';

test('the same seed tells the same story', async () => {
  const scene = await makeScene(light);
  expect(await play(light, scene, 7, 60)).toEqual(await play(light, scene, 7, 60));
});

test('files are carried in the stories, and come late, and unasked', async () => {
  const scene = await makeScene(light);
  let untold = [
    /writes a file of [1-9]/,
    /a file of \w+ is brought/,
    /gets a file without having asked/,
    /opens a file: [1-9]\d* out/,
    /opens a file: \d+ out, [1-9]/,
    /opens a file: bundle_late/,
    /has files alone/,
    /is restored to before its file/,
  ];
  for (let seed = 1; seed <= 1000 && untold.length > 0; seed += 1) {
    const told = await play(light, scene, seed);
    untold = untold.filter((what) => !told.some((line) => what.test(line)));
  }
  expect(untold).toEqual([]);
});

test('two thousand stories in memory keep every promise', async () => {
  const broken = await playMany(1, 2000);
  expect(broken.map(({ story }) => story).slice(0, 3)).toEqual([]);
});
