import { describe, expect, it } from 'vitest';
import { failureLines } from '#cli/run/failureText.ts';
import { type FailureCode, failureCodes } from '#shared/contract/failure.ts';
import { type Language, languages, translator } from '#shared/i18n/index.ts';
import { failureValues } from '#shared/i18n/words/failureValues.ts';

it('a failure fills in texts and numbers, and nothing else', () => {
  const details = { detail: 'note', count: 2, endsOn: '2027-01-14', issues: [{ path: 'text' }] };
  expect(failureValues(details, translator('en'))).toEqual({
    detail: 'note',
    count: 2,
    endsOn: '2027-01-14',
  });
});

/** Every value that the text of a failure fills in. */
const details = {
  until: '2026-11-29T21:26:38.745Z',
  on: '2026-11-09',
  found: 12_000,
  limit: 5000,
  min: 10,
  megabytes: 25,
  kind: 'act.recorded',
  name: 'Дом надежды',
};

function told(language: Language, code: FailureCode, given: Readonly<Record<string, unknown>>): string {
  const t = translator(language);
  return t(`failures.${code}`, failureValues(given, t));
}

describe('a failure says', () => {
  it('which record proves a check by its name in every language, never by the id of its kind', () => {
    const given = { kind: 'kin.verified', detail: 'kin.verified' };
    expect(languages.map((language) => told(language, 'evidence_needed', given))).toEqual([
      expect.stringContaining('«Родство подтверждено»'),
      expect.stringContaining('«Туыстық расталды»'),
      expect.stringContaining('"Kinship verified"'),
    ]);
  });

  it('at the command line also the command that is typed there, and no id by itself', () => {
    const failure = { code: 'evidence_needed', details: { kind: 'kin.verified' } } as const;
    expect(languages.flatMap((one) => failureLines(failure, translator(one), one))).toEqual([
      '  Внести её командой: uige record КОД kin.verified --data ФАЙЛ',
      '  Оны командамен енгізу: uige record КОД kin.verified --data ФАЙЛ',
      '  Record it by command: uige record CODE kin.verified --data FILE',
    ]);
    const forbidden = { code: 'forbidden', details: { kind: 'kin.verified' } } as const;
    expect(failureLines(forbidden, translator('en'), 'en')).toEqual(['  Kinship verified']);
    const later = { code: 'evidence_needed', details: { kind: 'act.recorded' } } as const;
    expect(failureLines(later, translator('en'), 'en')).toEqual([]);
  });

  it('when to try again as the clock on the wall does, to the second', () => {
    expect(translator('en')('failures.throttled', failureValues(details, translator('en')))).toContain(
      'after 02:26:38.',
    );
  });

  it('on which day, in the language of the person', () => {
    const told = languages.map((language) => translator(language)('failures.device_wiped', details));
    expect(told[0]).toContain('9 ноября 2026');
    expect(told[1]).toContain('2026 ж. 9 қараша');
    expect(told[2]).toContain('9 November 2026');
  });

  it.each(failureCodes)('%s as people write, in every language, and no placeholder is left', (code) => {
    for (const language of languages) {
      const text = told(language, code, details);
      expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\d{2}T\d{2}|\.\.|12000|5000|\{\{/);
    }
  });
});
