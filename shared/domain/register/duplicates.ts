/**
 * Which rows are probably the same child twice, in the list or in the database. A person
 * decides; without a person a duplicate is left out and listed. So a wrong "duplicate" would
 * lose a child: one full name with two birth dates is two children (brothers do share a
 * name), and one ИИН under two different given names is two children with a typing error.
 */
import { yearOf } from '../day.ts';
import { foldName } from '../search/foldName.ts';
import type { ComparableChild, Duplicate, ExistingChild } from './types.ts';
import type { RegisterWarning } from './warnings.ts';

interface Known {
  readonly child: ComparableChild;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string;
  readonly row: number | null;
  readonly id: string | null;
}

export interface DuplicateReading {
  readonly duplicates: readonly Duplicate[];
  /** `iin_shared`: one ИИН, two children. */
  readonly warnings: readonly RegisterWarning[];
}

/** Compares every draft with the rows above it and with the children already known. */
export function findDuplicates(
  drafts: readonly (ComparableChild & { readonly row: number })[],
  existing: readonly ExistingChild[],
): DuplicateReading {
  const inDatabase = new Index(
    existing.flatMap((child) =>
      [child, child.asImported ?? []].flat().map((version) => known(version, null, child.id)),
    ),
  );
  const inList = new Index([]);
  const duplicates: Duplicate[] = [];
  const warnings: RegisterWarning[] = [];
  for (const draft of drafts) {
    const entry = known(draft, draft.row, null);
    const above = inList.find(entry);
    const before = inDatabase.find(entry);
    const why = above?.why ?? before?.why;
    if (why !== undefined) {
      duplicates.push({
        row: draft.row,
        of: above?.known.row ?? null,
        existing: before?.known.id ?? null,
        why,
      });
    }
    if (draft.iin !== null && (inList.sharesIin(entry) || inDatabase.sharesIin(entry))) {
      warnings.push({
        row: draft.row,
        field: 'iin',
        code: 'iin_shared',
        severity: 'doubt',
        value: draft.iin,
      });
    }
    // a repeated row stands for the first one: a third is told as a repetition of that too
    if (above === undefined) inList.add(entry);
  }
  return { duplicates, warnings };
}

class Index {
  readonly #byIin = new Map<string, Known[]>();
  readonly #byName = new Map<string, Known[]>();

  constructor(entries: readonly Known[]) {
    for (const entry of entries) this.add(entry);
  }

  add(entry: Known): void {
    if (entry.child.iin !== null) push(this.#byIin, entry.child.iin, entry);
    push(this.#byName, nameKey(entry), entry);
  }

  find(entry: Known): { readonly known: Known; readonly why: Duplicate['why'] } | undefined {
    for (const other of this.#withIin(entry))
      if (sameGivenName(entry, other)) return { known: other, why: 'iin' };
    for (const other of this.#byName.get(nameKey(entry)) ?? []) {
      const why = sameByName(entry, other);
      if (why !== null) return { known: other, why };
    }
    return undefined;
  }

  sharesIin(entry: Known): boolean {
    return this.#withIin(entry).some((other) => !sameGivenName(entry, other));
  }

  #withIin(entry: Known): readonly Known[] {
    return entry.child.iin === null ? [] : (this.#byIin.get(entry.child.iin) ?? []);
  }
}

function known(child: ComparableChild, row: number | null, id: string | null): Known {
  return {
    child,
    family: foldName(child.familyName),
    given: foldName(child.givenName),
    patronymic: foldName(child.patronymic ?? ''),
    row,
    id,
  };
}

/** Equal, one letter apart, or written in the other order. */
function sameGivenName(one: Known, other: Known): boolean {
  return (
    withinOneLetter(one.given, other.given) || (one.given === other.family && one.family === other.given)
  );
}

/**
 * Same name and same birth date; or, where one of the two lacks the exact date, nothing that
 * contradicts and the same day of admission, or none in either. Two right and different ИИН
 * are two children; so are two patronymics, or one with and one without while a year is unknown.
 */
function sameByName(one: Known, other: Known): Duplicate['why'] | null {
  const [a, b] = [one.child, other.child];
  const samePatronymic = one.patronymic === other.patronymic;
  if (!samePatronymic && one.patronymic !== '' && other.patronymic !== '') return null;
  if (a.iinStatus === 'valid' && b.iinStatus === 'valid' && a.iin !== b.iin) return null;
  if (a.birthDate !== null && b.birthDate !== null)
    return a.birthDate === b.birthDate ? 'name_and_birth' : null;
  const [yearA, yearB] = [birthYear(a), birthYear(b)];
  if (yearA !== null && yearB !== null ? yearA !== yearB : !samePatronymic) return null;
  if (a.admittedOn !== b.admittedOn) return null;
  return a.admittedOn === null ? 'name_only' : 'name_and_admission';
}

function birthYear(child: ComparableChild): number | null {
  return child.birthDate === null ? child.birthYear : yearOf(child.birthDate);
}

function nameKey(entry: Known): string {
  return `${entry.family}|${entry.given}`;
}

/** True where one letter more, less or other makes the names equal. */
function withinOneLetter(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  ) {
    end += 1;
  }
  return Math.max(one.length, other.length) - start - end <= 1;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
