/** What is wrong with a field, in words: from the schema's issue, which is the same for all who record. Pure. */
import type { z } from 'zod';
import type { TextKey } from '#shared/i18n/index.ts';

type Issue = Pick<z.core.$ZodIssue, 'code' | 'message'> & {
  readonly input?: unknown;
  readonly origin?: string;
};

const byMessage: Readonly<Record<string, TextKey>> = {
  reason_needed: 'forms.errors.reason',
  nothing_amended: 'forms.errors.nothing',
  day_format: 'forms.errors.day',
  day_not_in_calendar: 'forms.errors.day',
  person_unknown: 'forms.errors.person',
  veto_is_answered: 'forms.errors.veto',
  day_in_future: 'forms.errors.future',
  before_last_move: 'forms.errors.order',
  before_return: 'forms.errors.beforeReturn',
  act_after_return: 'forms.errors.act',
};

export function issueKey(issue: Issue): TextKey {
  const named = byMessage[issue.message];
  if (named !== undefined) return named;
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? 'forms.errors.number'
        : 'forms.errors.required';
    case 'too_big':
      return 'forms.errors.long';
    case 'invalid_type':
    case 'invalid_value':
      return 'forms.errors.required';
    default:
      return 'forms.errors.invalid';
  }
}
