import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant, formatNumber, formatPercent, formatTenge } from '#shared/i18n/format.ts';

const spaced = (text: string): string => text.replaceAll(/\s/g, ' ');

describe('days and numbers in Kazakh', () => {
  it('are the same in every engine, also in one that knows no Kazakh', () => {
    expect(formatDay('2026-01-14', 'kk', 'short')).toBe('14 қаң');
    expect(formatDay('2026-01-14', 'kk', 'dayMonth')).toBe('14 қаңтар');
    expect(formatDay('2026-01-04', 'kk', 'medium')).toBe('2026 ж. 4 қаң.');
    expect(formatDay('2025-12-31', 'kk', 'long')).toBe('2025 ж. 31 желтоқсан');
    expect(formatDay('2026-01-04', 'kk', 'numeric')).toBe('04.01.2026');
    expect(formatDay('2026-07-01', 'kk', 'month')).toBe('2026 ж. шілде');
  });

  it('group thousands by spaces and put the sign of the tenge behind', () => {
    expect(spaced(formatNumber(1_234_567, 'kk'))).toBe('1 234 567');
    expect(spaced(formatTenge(4_100_000, 'kk'))).toBe('4 100 000 ₸');
    expect(spaced(formatPercent(0.824, 'kk'))).toBe('82 %');
  });

  it('tell an instant in the zone of the country', () => {
    expect(formatInstant('2026-01-13T21:30:00Z', 'kk')).toBe('14 қаң, 02:30');
  });
});
