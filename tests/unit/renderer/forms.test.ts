import { describe, expect, it } from 'vitest';
import { changedOnly } from '#renderer/app/case/forms/changedOnly.ts';
import { childValues, fieldsOf } from '#renderer/app/case/forms/childValues.ts';
import {
  destinationsFor,
  emptyMove,
  likelyDestination,
  movePayload,
} from '#renderer/app/case/forms/moveValues.ts';
import { readTypedDay } from '#renderer/ui/fields/typedDay.ts';
import { wordOf } from '#shared/domain/issue.ts';
import { formOf } from '#shared/domain/record/forms.ts';
import { childFields } from '#shared/domain/steps/child.ts';
import { issueKey } from '#shared/i18n/issueText.ts';
import { aChild, mother } from '#tests/factories/story.ts';

describe('a day as people type it', () => {
  it.each([
    ['12.01.2026', '2026-01-12'],
    ['1.2.26', '2026-02-01'],
    ['12/01/2026', '2026-01-12'],
    ['12 01 2026', '2026-01-12'],
    ['12012026', '2026-01-12'],
    ['2026-01-12', '2026-01-12'],
    ['5.7.85', '1985-07-05'],
  ])('reads %s', (typed, day) => {
    expect(readTypedDay(typed)).toBe(day);
  });

  it.each(['31.02.2026', '2026', 'вчера', '32.01.2026', ''])('makes no other day of "%s"', (typed) => {
    expect(readTypedDay(typed)).toBeNull();
  });
});

describe('a correction', () => {
  it('names only the fields that were changed', () => {
    expect(changedOnly({ phone: '1', place: 'Каскелен' }, { phone: '2', place: 'Каскелен' })).toEqual({
      phone: '2',
    });
  });

  it('of nothing is refused before it is sent', () => {
    const before = childValues(childFields.parse(aChild));
    const set = changedOnly(fieldsOf(before), fieldsOf(before));
    expect(set).toEqual({});
    const [issue] = formOf('child.amended')?.safeParse({ set, reason: 'описка' }).error?.issues ?? [];
    expect(issue === undefined ? null : issueKey(wordOf(issue))).toBe('forms.errors.nothing');
  });

  it('of the ИИН looks at its check digit again', () => {
    const before = childValues(childFields.parse(aChild));
    const set = changedOnly(fieldsOf(before), fieldsOf({ ...before, iin: '190908691801' }));
    expect(set).toEqual({ iin: '190908691801', iinStatus: 'unverified' });
  });
});

describe('the form of a move', () => {
  it('records the terms of a return only with a return', () => {
    const values = emptyMove('planning', 'А. Нурланова', '2026-01-14');
    expect(formOf('stage.moved')?.safeParse(movePayload(values)).success).toBe(true);
    expect(movePayload(values)).toMatchObject({ return: null, toInstitution: null, closureReason: null });
  });

  it('asks for every term of a return by its field', () => {
    const values = emptyMove('returned', '', '2026-01-14');
    const issues = formOf('stage.moved')?.safeParse(movePayload(values)).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([
      'return.destination',
      'return.personId',
      'return.act.number',
      'return.act.receivedBy',
      'return.act.handedOverBy',
    ]);
  });

  it('offers only placements that fit, and the likely one for a parent', () => {
    expect(destinationsFor('returned')).toEqual(['birth_family', 'kin_care', 'kin_guardianship']);
    expect(destinationsFor('alternative_family')).not.toContain('birth_family');
    expect(likelyDestination('returned', 'mother')).toBe('birth_family');
    expect(likelyDestination('returned', 'aunt')).toBe('kin_care');
    expect(likelyDestination('returned', 'not_kin')).toBeNull();
    expect(likelyDestination('alternative_family', 'mother')).toBeNull();
  });
});

describe('what is wrong with a field', () => {
  const problems = (kind: string, payload: unknown) =>
    (formOf(kind)?.safeParse(payload).error?.issues ?? []).map((issue) => [
      issue.path.join('.'),
      issueKey(wordOf(issue)),
    ]);

  it('is said of the field itself', () => {
    expect(problems('note.added', { text: ' ' })).toEqual([['text', 'forms.errors.required']]);
    expect(
      problems('check.answered', { check: 'school_place', answer: 'not_applicable', reason: null }),
    ).toEqual([['reason', 'forms.errors.reason']]);
    expect(problems('contact.recorded', { personIds: [mother], contactType: null })).toEqual([
      ['contactType', 'forms.errors.listed'],
    ]);
    expect(problems('trial.started', { personId: mother, plannedUntil: null })).toEqual([
      ['plannedUntil', 'forms.errors.required'],
    ]);
  });
});
