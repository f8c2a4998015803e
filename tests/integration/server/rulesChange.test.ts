import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { followRules } from '#server/derive/rulesChange.ts';
import { makeFeed } from '#server/feeds/lock.ts';
import { ensureServer } from '#server/identity/server.ts';
import { MemoryStore } from '#server/store/memory.ts';

test('after an update of the rules every case waits for a new summary, once', async () => {
  const store = new MemoryStore();
  await ensureServer(store, 'Uige', new Date('2026-01-01T00:00:00Z'));
  const cases = [v7(), v7()];
  await store.transaction(async (tx) => {
    for (const feedId of cases) await makeFeed(tx, feedId, 'case', v7());
  });
  expect(await followRules(store)).toBe(0);
  await store.transaction((tx) => tx.update('server', [{ one: 1, rules: 'kz-2020.1' }]));
  expect(await followRules(store)).toBe(2);
  const waiting = await store.select('summary_job', { columns: ['feed_id'], order: ['feed_id'] });
  expect(waiting.map((job) => job.feed_id)).toEqual(cases.toSorted());
  expect(await followRules(store)).toBe(0);
});
