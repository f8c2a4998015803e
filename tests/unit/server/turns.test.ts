import { expect, test } from 'vitest';
import { StillBusy } from '#server/store/store.ts';
import { Turns } from '#server/sync/turns.ts';

test('what a device sends is done in the order in which it came, whatever became of the one before', async () => {
  const turns = new Turns();
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = turns.take('a', async () => {
    await first.promise;
    done.push('a1');
    throw new Error('this one fails');
  });
  const two = turns.take('a', async () => void done.push('a2'));
  await turns.take('b', async () => void done.push('b1'));
  expect(done, 'another device does not wait').toEqual(['b1']);
  first.resolve();
  await expect(one).rejects.toThrow('this one fails');
  await two;
  expect(done).toEqual(['b1', 'a1', 'a2']);
});

test('where many wait already the next one is told to come again, and the line empties', async () => {
  const turns = new Turns();
  const open = Promise.withResolvers<void>();
  const line = Array.from({ length: 8 }, () => turns.take('a', () => open.promise));
  await expect(turns.take('a', () => open.promise)).rejects.toThrow(StillBusy);
  open.resolve();
  await Promise.all(line);
  await expect(turns.take('a', async () => 'again')).resolves.toBe('again');
});
