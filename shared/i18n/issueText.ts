/** What is wrong with a field, in words: the same for the form in the window and for the command line. Pure. */
import type { TextKey } from './index.ts';

const byWord: Readonly<Record<string, TextKey>> = {
  required: 'forms.errors.required',
  too_short: 'forms.errors.short',
  too_long: 'forms.errors.long',
  too_large: 'forms.errors.long',
  number_needed: 'forms.errors.number',
  not_listed: 'forms.errors.listed',
  unknown_field: 'forms.errors.unknownField',
  unstorable_text: 'forms.errors.unstorable',
  nul_in_text: 'forms.errors.unstorable',
  not_json: 'forms.errors.json',
  not_utf8: 'forms.errors.utf8',
  before_from: 'forms.errors.period',
  probable_duplicate: 'forms.errors.duplicate',
  reason_needed: 'forms.errors.reason',
  nothing_amended: 'forms.errors.nothing',
  day_format: 'forms.errors.day',
  day_not_in_calendar: 'forms.errors.day',
  goal_unknown: 'forms.errors.gone',
  concern_unknown: 'forms.errors.gone',
  note_unknown: 'forms.errors.gone',
  request_unknown: 'forms.errors.gone',
  no_trial_open: 'forms.errors.gone',
  no_such_conflict: 'forms.errors.gone',
  person_unknown: 'forms.errors.person',
  veto_is_answered: 'forms.errors.veto',
  day_in_future: 'forms.errors.future',
  before_last_move: 'forms.errors.order',
  before_return: 'forms.errors.beforeReturn',
  act_after_return: 'forms.errors.act',
};

/** @param word the `message` of an issue (shared/domain/issue.ts) */
export function issueKey(word: string): TextKey {
  return byWord[word] ?? 'forms.errors.invalid';
}
