import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlines, dueBy } from '#shared/country/kz/deadlines.ts';
import { mrpOn, mrpPeriods } from '#shared/country/kz/mrp.ts';
import {
  categoryOf,
  isAlternativeFamily,
  isHome,
  placementFormCodes,
} from '#shared/country/kz/placementForms.ts';
import { dayOfInstant, startOfDay } from '#shared/country/kz/zone.ts';

describe('the monthly calculation index', () => {
  it('is told by the day, on the first and the last day of its year', () => {
    expect(mrpOn('2025-01-01')).toBe(3932);
    expect(mrpOn('2025-12-31')).toBe(3932);
    expect(mrpOn('2026-01-01')).toBe(4325);
    // 70 indices for each of two parents and 10 for each of three children, as published for 2026
    expect(2 * 70 * (mrpOn('2026-06-15') ?? 0) + 3 * 10 * (mrpOn('2026-06-15') ?? 0)).toBe(735_250);
  });

  it('is not known outside the periods, and is not guessed', () => {
    expect(mrpOn('2024-12-31')).toBeUndefined();
    expect(mrpOn('2027-01-01')).toBeUndefined();
    expect(
      mrpOn('2027-01-01', [{ from: '2027-01-01', until: '2027-12-31', tenge: 4500, source: 'decree' }]),
    ).toBe(4500);
  });

  it('has a source for every period, and periods do not overlap', () => {
    const sorted = [...mrpPeriods].sort((one, other) => (one.from < other.from ? -1 : 1));
    sorted.forEach((period, at) => {
      expect(period.source).not.toBe('');
      expect(period.until < (sorted[at + 1]?.from ?? '9999')).toBe(true);
    });
  });
});

describe('a form of placement', () => {
  it('is home only with a birth parent or kin', () => {
    expect(placementFormCodes.filter(isHome)).toEqual(['birth_family', 'kin_care', 'kin_guardianship']);
  });

  it('with other people is a family outcome shown apart', () => {
    expect(placementFormCodes.filter(isAlternativeFamily)).toEqual([
      'guardianship',
      'adoption',
      'patronage',
      'foster_family',
      'professional_foster_family',
    ]);
  });

  it('is no family outcome for a transfer, ageing out, a guest family or a mentor', () => {
    for (const form of ['transfer', 'aged_out', 'guest_family', 'mentoring'] as const)
      expect(categoryOf(form)).toBe('not_family');
  });
});

describe('a term of the law', () => {
  const term = (code: string) => {
    const found = deadlines.find((deadline) => deadline.code === code);
    if (found === undefined) throw new Error(`no term ${code}`);
    return found;
  };

  it('of one working day passes over the weekend and over holidays', () => {
    const registration = term('data_bank_registration');
    expect(dueBy(registration, '2025-11-05')).toBe('2025-11-06');
    expect(dueBy(registration, '2025-11-07')).toBe('2025-11-10');
    expect(dueBy(registration, '2025-11-07', new Set(['2025-11-10']))).toBe('2025-11-11');
  });

  it('of half a year ends on the same day of the month, or its last', () => {
    expect(dueBy(term('professional_foster_report'), '2025-08-31')).toBe('2026-02-28');
  });

  it('without a confirmed source is marked configurable', () => {
    expect(deadlines.filter(({ standing }) => standing === 'configurable').map(({ code }) => code)).toEqual([
      'living_conditions_survey',
      'guardianship_follow_up',
    ]);
  });
});

describe('the day in Kazakhstan', () => {
  it('begins five hours before the day in Greenwich', () => {
    expect(dayOfInstant('2025-11-01T18:59:59.999Z')).toBe('2025-11-01');
    expect(dayOfInstant('2025-11-01T19:00:00.000Z')).toBe('2025-11-02');
  });

  it('holds every instant from its start to the next day', () => {
    const instants = fc.integer({ min: Date.UTC(2024, 2, 1), max: Date.UTC(2090, 0, 1) });
    fc.assert(
      fc.property(instants, (instant) => {
        const start = startOfDay(dayOfInstant(instant));
        expect(instant - start).toBeGreaterThanOrEqual(0);
        expect(instant - start).toBeLessThan(86_400_000);
      }),
    );
  });
});
