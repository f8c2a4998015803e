import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import { fewestReadingDays, mostReadingDays, readingOn } from '#shared/domain/reading.ts';

test('a device is read for 45 days without contact, and warned from the thirtieth', () => {
  const on = (day: number) => readingOn(addDays('2026-01-10', day), '2026-01-10', 45).state;
  expect([0, 29, 30, 44, 45, 400].map(on)).toEqual(['open', 'open', 'ending', 'ending', 'ended', 'ended']);
  expect(readingOn('2026-01-10', '2026-01-10', 45).endsOn).toBe('2026-02-24');
});

test('time that goes on never opens what it has closed', () => {
  const order = ['open', 'ending', 'ended'];
  const days = fc.integer({ min: fewestReadingDays, max: mostReadingDays });
  fc.assert(
    fc.property(days, fc.nat(1000), fc.nat(1000), (limit, earlier, more) => {
      const at = (day: number) =>
        order.indexOf(readingOn(addDays('2026-01-10', day), '2026-01-10', limit).state);
      expect(at(earlier + more)).toBeGreaterThanOrEqual(at(earlier));
    }),
  );
});
