/**
 * What an import will write: which rows become cases, under which ids, and who are brothers and sisters.
 * Pure. Siblings are planned as one unit, so that an import that is stopped never leaves half a family
 * pointing at children who were not taken in.
 */
import type { ImportResult } from '#shared/contract/register.ts';
import type { ChildDraft, RegisterPreview } from '#shared/domain/register/types.ts';

export type Decisions = Readonly<Record<string, 'import' | 'skip'>>;

export interface PlannedCase {
  readonly caseId: string;
  readonly draft: ChildDraft;
}

export interface PlannedSiblings {
  /** All cases of the group, those already in the database among them. */
  readonly caseIds: readonly string[];
  readonly namesOnly: readonly string[];
}

/** What is written together: one child, or the children of one family. */
export interface ImportUnit {
  readonly cases: readonly PlannedCase[];
  readonly siblings: PlannedSiblings | null;
}

export interface ImportPlan {
  readonly units: readonly ImportUnit[];
  readonly duplicates: readonly {
    readonly row: number;
    readonly of: number | null;
    readonly existing: string | null;
  }[];
  readonly total: number;
}

export function planImport(preview: RegisterPreview, decisions: Decisions, makeId: () => string): ImportPlan {
  const duplicates = preview.duplicates.filter((one) => decisions[one.row] !== 'import');
  const left = new Set(duplicates.map((one) => one.row));
  const taken = preview.rows.filter(
    ({ row, importable }) => importable && !left.has(row) && decisions[row] !== 'skip',
  );
  const planned = new Map(taken.map(({ row, draft }) => [row, { caseId: makeId(), draft }]));
  const grouped = new Set<number>();
  const units: ImportUnit[] = [];
  for (const group of preview.siblingGroups) {
    const cases = group.rows.flatMap((row) => planned.get(row) ?? []);
    if (cases.length === 0) continue;
    for (const row of group.rows) grouped.add(row);
    const known = group.rows.flatMap((row) => duplicates.find((one) => one.row === row)?.existing ?? []);
    const caseIds = [...new Set([...cases.map((one) => one.caseId), ...known])];
    const siblings = { caseIds, namesOnly: group.namesOnly };
    units.push({ cases, siblings: caseIds.length + group.namesOnly.length > 1 ? siblings : null });
  }
  for (const [row, one] of planned) if (!grouped.has(row)) units.push({ cases: [one], siblings: null });
  return { units, duplicates, total: planned.size };
}

/** The warnings and errors of a preview as the result of an import names them. */
export function doubtsOf(preview: RegisterPreview): Pick<ImportResult, 'warnings' | 'errors'> {
  const named = ({ row, field, code }: RegisterPreview['warnings'][number]) => ({ row, field, code });
  return { warnings: preview.warnings.map(named), errors: preview.errors.map(named) };
}
