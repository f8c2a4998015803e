/**
 * Brothers and sisters in one list. One rule, two kinds of evidence, either of which links
 * two children and both of which chain to groups:
 * - one mother: the mothers' telephones are the same, and so are their family name and the
 *   first letter of their given name (a hostel's telephone alone links nobody);
 * - named: the children name each other in the column of brothers and sisters and their
 *   family names belong together, unless both have mothers and these differ.
 * A repeated row of a child takes no part: a child is not its own sibling. More than any family has are
 * linked by a mistake of the list, the same mother copied down a column, and are not called siblings.
 */
import { foldName } from '../search/foldName.ts';
import { familyStem, readName } from './names.ts';
import type { ChildDraft, SiblingGroup } from './types.ts';
import type { RegisterWarning } from './warnings.ts';

/** Brothers and sisters in one institution. House rule, far above what lists have. */
const mostSiblings = 20;

export interface SiblingReading {
  readonly groups: readonly SiblingGroup[];
  readonly warnings: readonly RegisterWarning[];
}

/** Finds the groups among children, given without the repeated rows. `hasColumn`: the list names siblings. */
export function findSiblings(drafts: readonly ChildDraft[], hasColumn: boolean): SiblingReading {
  const links = new Links(drafts.length);
  const mothers = drafts.map(motherKey);
  const names = drafts.map(({ siblingNames }) => new Set(siblingNames.map(givenNameIn)));
  const given = drafts.map(({ givenName }) => foldName(givenName));
  linkSame(mothers, links);
  const byName = indexBy(drafts.map((draft, at) => `${foldName(familyStem(draft.familyName))}|${given[at]}`));
  drafts.forEach((draft, at) => {
    for (const name of names[at] ?? []) {
      for (const other of byName.get(`${foldName(familyStem(draft.familyName))}|${name}`) ?? []) {
        const bothMothers = mothers[at] !== null && mothers[other] !== null;
        const named = names[other]?.has(given[at] ?? '') ?? false;
        if (other !== at && named && (!bothMothers || mothers[at] === mothers[other])) links.join(at, other);
      }
    }
  });
  return describe(drafts, links.groups(), given, hasColumn);
}

function describe(
  drafts: readonly ChildDraft[],
  groups: readonly (readonly number[])[],
  given: readonly string[],
  hasColumn: boolean,
): SiblingReading {
  const warnings: RegisterWarning[] = [];
  const found: SiblingGroup[] = [];
  for (const group of groups) {
    if (group.length > mostSiblings) {
      for (const at of group) {
        const draft = drafts[at];
        if (draft === undefined) continue;
        const value = String(group.length);
        warnings.push({
          row: draft.row,
          field: 'siblings',
          code: 'siblings_implausible',
          severity: 'doubt',
          value,
        });
      }
      continue;
    }
    const namesOnly = new Map<string, string>();
    const called = countBy(group.map((at) => given[at] ?? ''));
    for (const at of group) {
      const draft = drafts[at];
      if (draft === undefined) continue;
      for (const name of draft.siblingNames) {
        const folded = givenNameIn(name);
        // somebody else of the group, not the child itself: brothers may share a given name
        if ((called.get(folded) ?? 0) > (folded === given[at] ? 1 : 0)) continue;
        namesOnly.set(folded, name);
        warnings.push({
          row: draft.row,
          field: 'siblings',
          code: 'sibling_not_in_register',
          severity: 'info',
          value: name,
        });
      }
      if (hasColumn && group.length > 1 && draft.siblingNames.length === 0) {
        warnings.push({
          row: draft.row,
          field: 'siblings',
          code: 'siblings_disagree',
          severity: 'doubt',
          value: draft.fullName,
        });
      }
    }
    const rows = group.flatMap((at) => drafts[at]?.row ?? []);
    if (rows.length > 1) found.push({ rows, namesOnly: [...namesOnly.values()].slice(0, mostSiblings) });
  }
  return { groups: found, warnings };
}

/** Telephone, family name and first letter of the mother; null where one of them is not known. */
function motherKey(draft: ChildDraft): string | null {
  const mother = draft.kin.find(({ relation }) => relation === 'mother');
  if (mother === undefined || mother.phone === null) return null;
  const name = readName(mother.name);
  if (name === null) return null;
  return `${mother.phone}|${foldName(familyStem(name.familyName))}|${foldName(name.givenName).slice(0, 1)}`;
}

/** The given name in an entry of the siblings' column, which may be a full name. */
function givenNameIn(entry: string): string {
  const name = readName(entry);
  return foldName(name === null ? entry : name.givenName);
}

function linkSame(keys: readonly (string | null)[], links: Links): void {
  const first = new Map<string, number>();
  keys.forEach((key, at) => {
    if (key === null) return;
    const before = first.get(key);
    if (before === undefined) first.set(key, at);
    else links.join(before, at);
  });
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function indexBy(keys: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  keys.forEach((key, at) => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [at]);
    else list.push(at);
  });
  return index;
}

/** Who belongs together, joined pair by pair. */
class Links {
  readonly #parent: number[];

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, at) => at);
  }

  join(one: number, other: number): void {
    const [a, b] = [this.#root(one), this.#root(other)];
    this.#parent[Math.max(a, b)] = Math.min(a, b);
  }

  /** All groups, single children included, in the order of their first member. */
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    this.#parent.forEach((_, at) => {
      const root = this.#root(at);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [at]);
      else group.push(at);
    });
    return [...groups.values()];
  }

  #root(at: number): number {
    let root = at;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    this.#parent[at] = root;
    return root;
  }
}
