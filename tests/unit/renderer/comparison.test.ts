import { describe, expect, it } from 'vitest';
import { differs } from '#renderer/app/register/comparison.ts';

describe('two records of what may be one child', () => {
  it('do not differ in letter case or in what one of them does not say', () => {
    expect(differs('КИМ АРТЁМ', 'Ким Артём')).toBe(false);
    expect(differs('Ким Артём', null)).toBe(false);
    expect(differs('Ким Артём', 'Ким Артур')).toBe(true);
  });
});
