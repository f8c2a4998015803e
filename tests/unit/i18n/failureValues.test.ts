import { describe, expect, it } from 'vitest';
import { failureCodes } from '#shared/contract/failure.ts';
import { languages, translator } from '#shared/i18n/index.ts';
import { failureValues } from '#shared/i18n/words/failureValues.ts';

it('a failure fills in texts and numbers, and nothing else', () => {
  const details = { detail: 'note', count: 2, endsOn: '2027-01-14', issues: [{ path: 'text' }] };
  expect(failureValues(details)).toEqual({ detail: 'note', count: 2, endsOn: '2027-01-14' });
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
};

describe('a failure says', () => {
  it('when to try again as the clock on the wall does, to the second', () => {
    expect(translator('en')('failures.throttled', failureValues(details))).toContain('after 02:26:38.');
  });

  it('on which day, in the language of the person', () => {
    const told = languages.map((language) => translator(language)('failures.device_wiped', details));
    expect(told[0]).toContain('9 ноября 2026');
    expect(told[1]).toContain('2026 ж. 9 қараша');
    expect(told[2]).toContain('9 November 2026');
  });

  it.each(failureCodes)('%s as people write, in every language, and no placeholder is left', (code) => {
    for (const language of languages) {
      const text = translator(language)(`failures.${code}`, failureValues(details));
      expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\d{2}T\d{2}|\.\.|12000|5000|\{\{/);
    }
  });
});
