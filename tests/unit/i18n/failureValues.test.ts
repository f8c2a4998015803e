import { expect, it } from 'vitest';
import { failureValues } from '#shared/i18n/words/failureValues.ts';

it('a failure says when to try again as the clock on the wall says it, to the second', () => {
  expect(failureValues({ until: '2026-11-29T21:26:38.745Z' })).toEqual({ until: '02:26:38' });
});

it('a failure fills in texts and numbers as they are, and nothing else', () => {
  const details = { detail: 'note', count: 2, endsOn: '2027-01-14', issues: [{ path: 'text' }] };
  expect(failureValues(details)).toEqual({ detail: 'note', count: 2, endsOn: '2027-01-14' });
});
