import { describe, expect, it } from 'vitest';
import { dueWords } from '#renderer/app/today/dueWords.ts';
import { translator } from '#shared/i18n/index.ts';

const t = translator('ru');
const days = { today: '2026-01-14', near: (day: string) => day };

describe('when a visit is due, in words', () => {
  it('is not called overdue while the schedule still counts it as on time', () => {
    const due = dueWords({ dueOn: '2026-01-12', state: 'due', overdueDays: 2 }, days, t);
    expect(due).toEqual({ words: 'срок был 2026-01-12', tone: 'soon' });
  });

  it('is red only when it is late or missed', () => {
    expect(dueWords({ dueOn: '2026-01-08', state: 'late', overdueDays: 6 }, days, t)).toEqual({
      words: 'просрочено на 6 дней',
      tone: 'danger',
    });
    expect(dueWords({ dueOn: '2026-01-01', state: 'missed', overdueDays: 13 }, days, t).tone).toBe('danger');
    expect(dueWords({ dueOn: '2026-01-14', state: 'due', overdueDays: 0 }, days, t)).toEqual({
      words: 'сегодня',
      tone: 'soon',
    });
    expect(dueWords({ dueOn: '2026-01-15', state: 'soon', overdueDays: -1 }, days, t).words).toBe('завтра');
    expect(dueWords({ dueOn: '2026-01-20', state: 'soon', overdueDays: -6 }, days, t).tone).toBe('plain');
  });
});
