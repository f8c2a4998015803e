import { describe, expect, it } from 'vitest';
import { errandsByDay, groupByPlace } from '#renderer/app/today/groupByPlace.ts';
import type { TaskItem } from '#shared/contract/views.ts';

const mother = { name: 'Серикова Жанар', phone: '+77076993974' };

function item(change: Partial<TaskItem>): TaskItem {
  return {
    caseId: 'case-1',
    caseCode: '7QK3-2MF8',
    name: 'Сериков Тимур',
    birthDate: '2015-03-01',
    birthYear: null,
    stage: 'returned',
    place: 'Каскелен',
    kin: mother,
    returnedOn: '2025-12-20',
    seenHomeOn: null,
    kind: 'visit',
    dueOn: '2026-01-10',
    overdueDays: 2,
    state: 'late',
    visitNumber: 4,
    goal: null,
    ...change,
  };
}

describe('the work of a day as trips', () => {
  it('puts brothers and sisters with one visit due into one errand', () => {
    const [place] = groupByPlace([item({}), item({ caseId: 'case-2', name: 'Серикова Томирис' })]);
    expect(place?.families).toHaveLength(1);
    expect(place?.children).toBe(2);
    expect(place?.families[0]?.errands.map(({ items }) => items.length)).toEqual([2]);
  });

  it('keeps families apart whose relative is another one', () => {
    const other = item({ caseId: 'case-3', kin: { name: 'Оспанова Гульнар', phone: null } });
    const [place] = groupByPlace([item({}), other]);
    expect(place?.families.map(({ kin }) => kin?.name)).toEqual(['Серикова Жанар', 'Оспанова Гульнар']);
  });

  it('does not make one family of children about whom no relative is known', () => {
    const [place] = groupByPlace([item({ kin: null }), item({ caseId: 'case-2', kin: null })]);
    expect(place?.families).toHaveLength(2);
  });

  it('shows a missed visit as a count beside the next visit of the same child', () => {
    const missed = item({ dueOn: '2026-01-03', state: 'missed', visitNumber: 3, overdueDays: 9 });
    const [place] = groupByPlace([missed, item({})]);
    const errands = place?.families[0]?.errands ?? [];
    expect(errands.map(({ dueOn, missedBefore }) => [dueOn, missedBefore])).toEqual([['2026-01-10', 1]]);
  });

  it('still asks for a visit where only missed ones are known', () => {
    const [place] = groupByPlace([
      item({ dueOn: '2026-01-03', state: 'missed', visitNumber: 3 }),
      item({ dueOn: '2026-01-06', state: 'missed', visitNumber: 4 }),
    ]);
    expect(place?.families[0]?.errands).toMatchObject([{ dueOn: '2026-01-06', missedBefore: 1 }]);
  });

  it('shows families of no known place last', () => {
    const places = groupByPlace([item({ place: null }), item({ caseId: 'case-2' })]);
    expect(places.map(({ place }) => place)).toEqual(['Каскелен', null]);
  });

  it('lists what comes by day, brothers and sisters in one line', () => {
    const sister = item({ caseId: 'case-2', dueOn: '2026-01-19', state: 'soon' });
    const brother = item({ dueOn: '2026-01-19', state: 'soon' });
    const other = item({ caseId: 'case-3', kin: null, dueOn: '2026-01-16', state: 'soon' });
    const lines = errandsByDay([sister, brother, other]);
    expect(lines.map(({ dueOn, items }) => [dueOn, items.length])).toEqual([
      ['2026-01-16', 1],
      ['2026-01-19', 2],
    ]);
  });
});
