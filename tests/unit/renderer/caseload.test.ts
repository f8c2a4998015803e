import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseloadShares } from '#renderer/app/today/caseload.ts';
import { stages } from '#shared/domain/stages.ts';

describe('the bar of a caseload', () => {
  it('shows where the children stand, in the order of the way home', () => {
    const shares = caseloadShares({ returned: 6, assessment: 1, identified: 1, approved: 2, trial_stay: 1 });
    expect(shares).toEqual([
      { part: 'assessment', children: 2 },
      { part: 'approved', children: 3 },
      { part: 'home', children: 6 },
    ]);
  });

  it('loses no child, whatever the stages', () => {
    const counts = fc.dictionary(fc.constantFrom(...stages), fc.nat(50));
    fc.assert(
      fc.property(counts, (caseload) => {
        const all = Object.values(caseload).reduce((sum, children) => sum + children, 0);
        expect(caseloadShares(caseload).reduce((sum, { children }) => sum + children, 0)).toBe(all);
      }),
    );
  });
});
