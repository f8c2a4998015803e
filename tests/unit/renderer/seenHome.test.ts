import { describe, expect, it } from 'vitest';
import { daysIn } from '#renderer/ui/days.ts';
import { seenHomeWords } from '#renderer/ui/seenHome.ts';
import { type Language, translator } from '#shared/i18n/index.ts';

function told(seen: readonly (string | null)[], language: Language = 'ru') {
  const t = translator(language);
  const days = daysIn(language, '2026-01-31', t);
  return seenHomeWords(
    seen.map((seenHomeOn) => ({ seenHomeOn })),
    days,
    t,
  );
}

describe('when a child was last seen at home, in words', () => {
  it('counts the days as each language does', () => {
    expect(told(['2026-01-31']).words).toBe('видели сегодня');
    expect(told(['2026-01-29']).words).toBe('видели 2 дня назад');
    expect(told(['2026-01-10']).words).toBe('видели 21 день назад');
    expect(told(['2026-01-19'], 'kk').words).toBe('12 күн бұрын көрілді');
    expect(told(['2026-01-30'], 'en').words).toBe('seen yesterday');
    expect(told(['2026-01-19'], 'en').words).toBe('seen 12 days ago');
  });

  it('says that nobody has seen the child at home yet, however long ago the return was', () => {
    expect(told([null])).toEqual({ words: 'ещё не видели дома', long: true });
    expect(told([null], 'kk').words).toBe('үйінде әлі көрілмеді');
  });

  it('marks what was more than 30 days ago', () => {
    expect(told(['2026-01-01']).long).toBe(false);
    expect(told(['2025-12-31']).long).toBe(true);
  });

  it('speaks of the brother or sister who was not seen for the longest', () => {
    expect(told(['2026-01-29', '2026-01-19']).words).toBe('видели 12 дней назад');
    expect(told(['2026-01-29', null])).toEqual({ words: 'не всех ещё видели дома', long: true });
  });
});
