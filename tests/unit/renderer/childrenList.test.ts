import { describe, expect, it } from 'vitest';
import { dueWords } from '#renderer/app/children/dueWords.ts';
import { emptyView, isFiltered, onTheWay, sameStages, sortedBy } from '#renderer/app/children/listView.ts';
import { childOf, emptyNewCase, iinHint } from '#renderer/app/children/newCase.ts';
import { pageSize, pagesFor } from '#renderer/app/children/pagesFor.ts';
import { walked } from '#renderer/app/children/walked.ts';
import { daysIn } from '#renderer/ui/days.ts';
import { childFields } from '#shared/domain/steps/child.ts';
import { translator } from '#shared/i18n/index.ts';

const t = translator('ru');
const days = daysIn('ru', '2026-01-14', t);

describe('the list of children', () => {
  it('fetches only the pages around what is on the screen', () => {
    expect(pagesFor(0, 20)).toEqual([0]);
    expect(pagesFor(pageSize - 5, pageSize + 5)).toEqual([0, pageSize]);
    expect(pagesFor(49_990, 49_999)).toEqual([49_900]);
  });

  it('sorts by a column, and the other way round on the next click', () => {
    const byAge = sortedBy(emptyView, 'birth');
    expect(byAge).toMatchObject({ sort: 'birth', descending: false });
    expect(sortedBy(byAge, 'birth').descending).toBe(true);
    expect(sortedBy({ ...byAge, descending: true }, 'name').descending).toBe(false);
  });

  it('knows whether anything is filtered; the order is no filter', () => {
    expect(isFiltered(sortedBy(emptyView, 'code'))).toBe(false);
    expect(isFiltered({ ...emptyView, stages: onTheWay })).toBe(true);
    expect(sameStages(onTheWay, [...onTheWay].reverse())).toBe(true);
  });

  it('walks with the keys and never leaves the list', () => {
    expect(walked('ArrowDown', 0, 33, 10)).toBe(1);
    expect(walked('ArrowUp', 0, 33, 10)).toBe(0);
    expect(walked('End', 3, 50_000, 10)).toBe(49_999);
    expect(walked('ArrowDown', 32, 33, 10)).toBe(32);
    expect(walked('a', 3, 33, 10)).toBeNull();
  });

  it.each([
    ['2026-01-12', 'просрочено на 2 дня', 'danger'],
    ['2026-01-14', 'сегодня', 'soon'],
    ['2026-01-15', 'завтра', 'soon'],
    ['2026-01-30', '30 янв', null],
  ])('says when the next thing is due: %s', (dueOn, when, tone) => {
    expect(dueWords({ kind: 'visit', dueOn }, days, t)).toEqual({ when, what: 'визит', tone });
  });
});

describe('a new case by hand', () => {
  it('asks for a name only and keeps unknown things unknown', () => {
    const child = childOf({ ...emptyNewCase('Дом надежды'), givenName: ' Алихан ' });
    expect(childFields.safeParse(child).success).toBe(true);
    expect(child).toMatchObject({ givenName: 'Алихан', iin: null, iinStatus: 'missing', disability: null });
  });

  it('takes the first reason chosen as the main one', () => {
    const child = childOf({ ...emptyNewCase(''), givenName: 'Алихан', reasons: ['fire', 'poverty'] });
    expect(child.mainReason).toBe('fire');
  });

  it('hints at a doubtful ИИН and lets it be saved unverified', () => {
    const values = { ...emptyNewCase(''), givenName: 'Айзере', iin: '190908691809' };
    expect(iinHint(values)).toBeNull();
    expect(iinHint({ ...values, iin: '19090869180' })).toBe('length');
    expect(iinHint({ ...values, iin: '190908691801' })).toBe('check_digit');
    expect(iinHint({ ...values, sex: 'm' })).toBe('mismatch');
    expect(childOf({ ...values, iin: '190908691801' }).iinStatus).toBe('unverified');
  });
});
