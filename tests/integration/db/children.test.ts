/** The list of children, in a real database: search as one types, filters, orders, pages, counts. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { moveDueDay } from '#db/projections/dueDay.ts';
import { findCases, readChild, readSiblings } from '#db/queries/cases.ts';
import { childCounts } from '#db/queries/childCounts.ts';
import { listCaseworkers, personNames } from '#db/queries/directory.ts';
import { dueTasks } from '#db/queries/dueTasks.ts';
import { type ChildListQuery, listChildren } from '#db/queries/listChildren.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';
import { readPayload } from '#shared/domain/steps/readStep.ts';
import { makeSchedule } from '#shared/domain/visits/schedule.ts';
import { aVisit, mother, returnMove } from '#tests/factories/story.ts';
import { aDeviceOf, type Device, draft } from './support/device.ts';

const institution = v7();
const page: ChildListQuery = {
  sort: { by: 'name', direction: 'asc' },
  language: 'ru',
  today: '2025-11-10',
  offset: 0,
  limit: 100,
};

function names(device: Device, asked: Partial<ChildListQuery> = {}): string[] {
  return listChildren(device.writer, { ...page, ...asked }).rows.map((row) => row.givenName ?? row.caseCode);
}

function withChildren(...givenNames: string[]): { device: Device; ids: string[] } {
  const device = aDeviceOf();
  const ids = givenNames.map((givenName) => device.openCase(institution, { familyName: '', givenName }));
  return { device, ids };
}

/** The child goes home, with the schedule of visits frozen on the case. */
function goHome(device: Device, caseId: string, on: string): void {
  const terms = Object(returnMove('normal', on)).return;
  const payload = {
    from: 'identified',
    to: 'returned',
    return: terms,
    schedule: makeSchedule(on, 'normal'),
    verdict: { rules: 'kz-2026.1', to: 'returned', ready: true, items: [] },
  };
  const read = readPayload('stage.moved', payload);
  if (!read.ok || read.recorded.kind !== 'stage.moved') throw new Error('a return has the shape of one');
  device.record([draft('stage.moved', caseId, read.recorded.data, { occurredOn: on })]);
}

describe('searching the list', () => {
  it('finds words by their beginnings, in either alphabet’s letters', () => {
    const { device } = withChildren('Әсел', 'Асель', 'Алёна', 'Мирас');
    expect(names(device, { search: 'ас' })).toEqual(['Асель', 'Әсел']);
    expect(names(device, { search: 'алена' })).toEqual(['Алёна']);
    expect(names(device, { search: 'сел' })).toEqual([]);
    expect(names(device, { search: '   ' })).toHaveLength(4);
  });

  it('finds what was amended by its new name only', () => {
    const { device, ids } = withChildren('Мирас', 'Диана');
    device.record([
      draft('child.amended', ids[0] ?? '', { set: { givenName: 'Мерей' }, reason: 'свидетельство' }),
    ]);
    expect(names(device, { search: 'мирас' })).toEqual([]);
    expect(names(device, { search: 'мерей' })).toEqual(['Мерей']);
  });

  it('finds by case code, with and without its hyphen, and by ИИН', () => {
    const device = aDeviceOf();
    device.openCase(institution, { givenName: 'Мирас', iin: '150607500309' }, '7QK3-X0MT');
    device.openCase(institution, { givenName: 'Диана', iin: null }, 'BBBB-CCCC');
    for (const search of ['7QK3-X0MT', '7qk3x', 'x0mt', '150607'])
      expect(names(device, { search })).toEqual(['Мирас']);
  });

  it('goes together with every filter', () => {
    const { device, ids } = withChildren('Айша', 'Асель', 'Алёна');
    const [first = '', second = ''] = ids;
    const worker = v7();
    device.record([draft('caseworker.named', first, { personId: worker, name: 'Б. Омарова' })]);
    device.record([draft('child.amended', second, { set: { familyPlace: 'Талгар' }, reason: 'переезд' })]);
    goHome(device, second, '2025-11-09');
    expect(names(device, { search: 'а', caseworkerId: worker })).toEqual(['Айша']);
    expect(names(device, { search: 'а', place: 'Талгар' })).toEqual(['Асель']);
    expect(names(device, { search: 'а', stages: ['returned', 'closed'] })).toEqual(['Асель']);
    expect(names(device, { search: 'а', returnedOnly: true })).toEqual(['Асель']);
    expect(names(device, { search: 'а', institutionId: v7() })).toEqual([]);
    expect(listChildren(device.writer, { ...page, search: 'а', stages: ['identified'] }).total).toBe(2);
    expect(listCaseworkers(device.writer)).toEqual([{ personId: worker, name: 'Б. Омарова', children: 1 }]);
  });

  it('answers the same when thousands match as when few do', () => {
    const device = aDeviceOf();
    device.writer.transaction(() => {
      for (let index = 0; index < 2100; index += 1)
        device.openCase(institution, { familyName: `Ахметова ${index}` });
    });
    const many = listChildren(device.writer, { ...page, search: 'ахмет', limit: 3, offset: 1 });
    const few = listChildren(device.writer, { ...page, search: 'ахмет 100', limit: 3 });
    expect(many.total).toBe(2100);
    expect(many.rows.map((row) => row.familyName)).toEqual(['Ахметова 1', 'Ахметова 10', 'Ахметова 100']);
    expect(few.rows.map((row) => row.familyName)).toEqual(['Ахметова 100', 'Ахметова 1000', 'Ахметова 1001']);
    expect(few.total).toBe(11);
  });
});

describe('the orders of the list', () => {
  it('are the alphabet of the language', () => {
    const { device } = withChildren('Лаура', 'Қайрат', 'Ілияс', 'Камила', 'Иван', 'Ырыс');
    expect(names(device, { language: 'kk' })).toEqual(['Иван', 'Камила', 'Қайрат', 'Лаура', 'Ырыс', 'Ілияс']);
    expect(names(device, { language: 'ru' })).toEqual(['Иван', 'Ілияс', 'Камила', 'Қайрат', 'Лаура', 'Ырыс']);
    expect(names(device, { sort: { by: 'name', direction: 'desc' } })[0]).toBe('Ырыс');
  });

  it('are by birth, stage, days in care, next due day, caseworker and code as well', () => {
    const device = aDeviceOf();
    const young = device.openCase(institution, { givenName: 'Мирас', birthDate: '2020-01-01' }, 'CCCC-0000');
    const old = device.openCase(
      institution,
      { givenName: 'Диана', birthDate: null, birthYear: 2010 },
      'AAAA-0000',
    );
    const unknown = device.openCase(
      institution,
      { givenName: 'Айша', birthDate: null, birthYear: null },
      'BBBB-0000',
    );
    device.record([draft('caseworker.named', old, { personId: v7(), name: 'Ә. Сейтқали' })]);
    device.record([draft('caseworker.named', young, { personId: v7(), name: 'Б. Омарова' })]);
    device.record([draft('admission.amended', unknown, { admittedOn: '2020-01-01', reason: 'приказ' })]);
    goHome(device, young, '2025-11-01');
    const by = (sort: ChildListQuery['sort']['by']) =>
      names(device, { sort: { by: sort, direction: 'asc' } });
    expect(by('birth')).toEqual(['Диана', 'Мирас', 'Айша']);
    expect(by('stage')).toEqual(['Айша', 'Диана', 'Мирас']);
    const due = listChildren(device.writer, { ...page, sort: { by: 'next_due', direction: 'asc' } }).rows.map(
      (row) => row.next?.dueOn ?? 'none',
    );
    expect(due).toEqual(due.toSorted());
    expect(new Set(due).size).toBeGreaterThan(1);
    expect(by('caseworker')).toEqual(['Диана', 'Мирас', 'Айша']);
    expect(by('code')).toEqual(['Диана', 'Айша', 'Мирас']);
    expect(by('days_in_care')).toEqual(['Мирас', 'Диана', 'Айша']);
    expect(names(device, { sort: { by: 'days_in_care', direction: 'desc' }, limit: 1, offset: 1 })).toEqual([
      'Диана',
    ]);
  });
});

describe('a line of the list', () => {
  it('counts the siblings of its group, and finds a case by id and code', () => {
    const { device, ids } = withChildren('Айша', 'Асель', 'Алёна');
    const groupId = v7();
    const [first = '', second = ''] = ids;
    for (const caseId of [first, second]) {
      device.record([
        draft('siblings.linked', caseId, { groupId, caseIds: [first, second].filter((id) => id !== caseId) }),
      ]);
    }
    expect(listChildren(device.writer, page).rows.map((row) => row.siblings)).toEqual([2, 1, 2]);
    expect(readSiblings(device.writer, groupId).map((row) => row.givenName)).toEqual(['Айша', 'Асель']);
    expect(readChild(device.writer, first)).toMatchObject({ siblings: 2, siblingGroup: groupId, held: true });
    expect(findCases(device.writer, first.toUpperCase())).toEqual([first]);
    expect(findCases(device.writer, 'никто')).toEqual([]);
    expect(childCounts(device.writer, '2025-11-10')).toMatchObject({ all: 3, siblingGroups: 1 });
  });

  it('tells the visit that is next, and stays overdue for one that was missed', () => {
    const { device, ids } = withChildren('Айша');
    const [caseId = ''] = ids;
    goHome(device, caseId, '2025-11-01');
    const line = () => listChildren(device.writer, page).rows[0];
    moveDueDay(device.writer, '2025-11-01');
    expect(line()?.next).toEqual({ kind: 'visit', dueOn: '2025-11-03' });
    moveDueDay(device.writer, '2025-11-08');
    expect(line()?.next).toEqual({ kind: 'visit', dueOn: '2025-11-08' });
    expect(names(device, { overdueOn: '2025-11-08' })).toEqual(['Айша']);
    device.record([draft('visit.recorded', caseId, aVisit(), { occurredOn: '2025-11-08' })]);
    expect(line()?.next).toEqual({ kind: 'visit', dueOn: '2025-11-15' });
    expect(childCounts(device.writer, '2025-11-09')).toMatchObject({ overdue: 1, byStage: { returned: 1 } });
    moveDueDay(device.writer, '2025-11-02');
    expect(line()?.next).toEqual({ kind: 'visit', dueOn: '2025-11-03' });
    const due = dueTasks(device.writer, '2025-11-10', 7);
    expect(due.map((task) => [task.kind, task.dueOn, task.child.givenName])).toEqual([
      ['visit', '2025-11-03', 'Айша'],
      ['visit', '2025-11-15', 'Айша'],
    ]);
  });

  it('says when the child was last seen at home, which the return alone does not tell', () => {
    const { device, ids } = withChildren('Айша');
    const [caseId = ''] = ids;
    goHome(device, caseId, '2025-11-01');
    const line = () => listChildren(device.writer, page).rows[0];
    const visited = (on: string, seen: boolean) =>
      device.record([draft('visit.recorded', caseId, aVisit(seen), { occurredOn: on })]);
    visited('2025-11-03', false);
    expect(line()).toMatchObject({ returnedOn: '2025-11-01', seenHomeOn: null });
    visited('2025-11-08', true);
    visited('2025-11-15', false);
    expect(line()?.seenHomeOn).toBe('2025-11-08');
  });

  it('is found by its code as people type it, and two cases with one code are both told', () => {
    const device = aDeviceOf();
    const code = makeCaseCode(new Uint8Array([1, 0, 7, 31, 12, 0, 9]));
    const ids = [device.openCase(institution, {}, code), device.openCase(institution, {}, code)];
    const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(findCases(device.writer, typed)).toEqual(ids);
  });

  it('names people by one’s own profile and by the directory', () => {
    const device = aDeviceOf();
    const names = personNames(device.writer);
    expect(names.get(device.profile.personId)).toBe('А. Нурланова');
    expect(names.get(mother)).toBeUndefined();
  });
});
