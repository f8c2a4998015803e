/**
 * The work of a day as trips: places, the families in each, and what is to be done at each family.
 * A trip is expensive, so whatever can be done on one stands together. Pure; keeps the order in which
 * the host gives the items (place, family, day).
 */

import type { TaskItem } from '#shared/contract/views.ts';
import type { Day } from '#shared/domain/day.ts';
import type { TaskKind } from '#shared/domain/tasks.ts';

/** One thing to do at a family, for one child or for brothers and sisters together. */
export interface Errand {
  readonly key: string;
  readonly kind: TaskKind;
  readonly dueOn: Day;
  readonly state: TaskItem['state'];
  readonly overdueDays: number;
  readonly visitNumber: number | null;
  readonly goal: string | null;
  /** Visits missed before this one, over all its children. */
  readonly missedBefore: number;
  /** One item a child; never empty. */
  readonly items: readonly [TaskItem, ...TaskItem[]];
}

export interface FamilyWork {
  readonly key: string;
  readonly kin: TaskItem['kin'];
  readonly children: readonly TaskItem[];
  readonly errands: readonly Errand[];
}

export interface PlaceWork {
  /** Null for families whose place nobody has recorded; they come last. */
  readonly place: string | null;
  readonly families: readonly FamilyWork[];
  /** Different children of all its families. */
  readonly children: number;
}

export function groupByPlace(items: readonly TaskItem[]): PlaceWork[] {
  const places = [...groups(items, (item) => item.place ?? '')].map(([place, ofPlace]) => {
    const families = [...groups(ofPlace, familyKey)].map(([key, ofFamily]) => familyWork(key, ofFamily));
    return {
      place: place === '' ? null : place,
      families,
      children: families.reduce((sum, family) => sum + family.children.length, 0),
    };
  });
  return [...places.filter(({ place }) => place !== null), ...places.filter(({ place }) => place === null)];
}

/** What comes, family by family, in the order of the days. */
export function errandsByDay(items: readonly TaskItem[]): Errand[] {
  return [...groups(items, familyKey)]
    .flatMap(([family, ofFamily]) =>
      errandsOf(ofFamily).map((errand) => ({ ...errand, key: `${family} ${errand.key}` })),
    )
    .sort((one, other) => (one.dueOn === other.dueOn ? 0 : one.dueOn < other.dueOn ? -1 : 1));
}

/** Children with the same relative to ring are one family; a child without one stands alone. */
export function familyKey(item: TaskItem): string {
  return item.kin === null ? item.caseId : `${item.kin.name}|${item.kin.phone ?? ''}`;
}

function familyWork(key: string, items: readonly TaskItem[]): FamilyWork {
  const children = [...groups(items, (item) => item.caseId).values()].flatMap(([first]) => first ?? []);
  return { key, kin: items[0]?.kin ?? null, children, errands: errandsOf(items) };
}

function errandsOf(items: readonly TaskItem[]): Errand[] {
  const missed = new Map<string, number>();
  const open = items.filter((item) => {
    if (item.kind !== 'visit' || item.state !== 'missed') return true;
    const laterOne = items.some(
      (other) => other.caseId === item.caseId && other.kind === 'visit' && other.dueOn > item.dueOn,
    );
    if (laterOne) missed.set(item.caseId, (missed.get(item.caseId) ?? 0) + 1);
    return !laterOne;
  });
  const together = groups(open, (item) =>
    [item.kind, item.dueOn, item.visitNumber ?? '', item.goal ?? ''].join('|'),
  );
  return [...together].flatMap(([key, [first, ...others]]) =>
    first === undefined
      ? []
      : [
          {
            key,
            kind: first.kind,
            dueOn: first.dueOn,
            state: first.state,
            overdueDays: first.overdueDays,
            visitNumber: first.visitNumber,
            goal: first.goal,
            missedBefore:
              first.kind === 'visit'
                ? [first, ...others].reduce((sum, item) => sum + (missed.get(item.caseId) ?? 0), 0)
                : 0,
            items: [first, ...others] as const,
          },
        ],
  );
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group === undefined) found.set(key, [item]);
    else group.push(item);
  }
  return found;
}
