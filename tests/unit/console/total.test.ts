import fc from 'fast-check';
import { expect, it } from 'vitest';
import { totalOf } from '#shared/console/total.ts';
import type { Cell } from '#shared/domain/report/shape.ts';

/** A count as it is, and as it is shown: small ones as "<5", any but zero hidden for another's sake. */
const count = fc
  .record({ value: fc.nat({ max: 60 }), hidden: fc.boolean() })
  .map(({ value, hidden }): { value: number; cell: Cell } => {
    if (value >= 1 && value <= 4 && !hidden) return { value, cell: { suppressed: 'small' } };
    return value > 0 && hidden
      ? { value, cell: { suppressed: 'complementary' } }
      : { value, cell: { value } };
  });

it('the total of several institutions holds the true sum, and is exact where nothing is hidden', () => {
  fc.assert(
    fc.property(fc.array(count), (counts) => {
      const sum = counts.reduce((all, one) => all + one.value, 0);
      const { from, to } = totalOf(counts.map((one) => one.cell));
      expect(from).toBeLessThanOrEqual(sum);
      if (to !== null) expect(to).toBeGreaterThanOrEqual(sum);
      if (counts.every((one) => 'value' in one.cell)) expect([from, to]).toEqual([sum, sum]);
    }),
  );
});

it.each([
  [[{ value: 12 }, { suppressed: 'small' }], { from: 13, to: 16 }],
  [[{ value: 12 }, { suppressed: 'complementary' }], { from: 13, to: null }],
  [[{ value: 0 }, { value: 7 }], { from: 7, to: 7 }],
] as const)('%j come to %j', (cells, total) => {
  expect(totalOf(cells)).toEqual(total);
});
