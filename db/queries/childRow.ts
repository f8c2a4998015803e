/** A line of the list of children, as the queries answer it. */
import type { Day } from '#shared/domain/day.ts';
import type { Stage } from '#shared/domain/stages.ts';
import type { TaskKind } from '#shared/domain/tasks.ts';
import type { Schema } from '../schema.ts';

export type ChildFlag = 'conflict' | 'review' | 'update_needed' | 'possible_duplicate' | 'concern';

export interface ListedChild {
  readonly caseId: string;
  /** Null where this device does not hold the case file. */
  readonly childId: string | null;
  readonly caseCode: string;
  /** True where this device holds the case file; else the line comes from summary and roster. */
  readonly held: boolean;
  /** Names are null where this device does not hold them. */
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly sex: 'm' | 'f' | null;
  readonly birthDate: Day | null;
  readonly birthYear: number | null;
  readonly iin: string | null;
  readonly stage: Stage;
  readonly stageSince: Day | null;
  /** Of the current or last episode in care. */
  readonly admittedOn: Day | null;
  readonly leftOn: Day | null;
  readonly returnedOn: Day | null;
  /** The last day since the return on which the child was seen and lived at home still. */
  readonly seenHomeOn: Day | null;
  readonly caseworkerId: string | null;
  readonly caseworkerName: string | null;
  readonly institutionId: string | null;
  readonly place: string | null;
  readonly siblingGroup: string | null;
  /** Children of the sibling group that are listed, this one included; 1 for none. */
  readonly siblings: number;
  readonly next: { readonly kind: TaskKind; readonly dueOn: Day } | null;
  /** First day on which something is late; null where nothing is open. */
  readonly overdueFrom: Day | null;
  readonly unsent: number;
  readonly flags: readonly ChildFlag[];
}

export const childColumns = [
  'case_id',
  'child_id',
  'case_code',
  'held',
  'family_name',
  'given_name',
  'patronymic',
  'sex',
  'birth_date',
  'birth_year',
  'iin',
  'stage',
  'stage_since',
  'admitted_on',
  'left_on',
  'returned_on',
  'seen_home_on',
  'caseworker_id',
  'caseworker_name',
  'institution_id',
  'place',
  'sibling_group',
  'next_due_on',
  'next_due_kind',
  'overdue_from',
  'unsent',
  'conflict',
  'review',
  'update_needed',
  'possible_duplicate',
  'concern',
] as const;

const flagColumns = ['conflict', 'review', 'update_needed', 'possible_duplicate', 'concern'] as const;

export function listedChild(
  row: Pick<Schema['case_row'], (typeof childColumns)[number]>,
  siblings: number,
): ListedChild {
  return {
    caseId: row.case_id,
    childId: row.child_id,
    caseCode: row.case_code,
    held: row.held === 1,
    familyName: row.family_name,
    givenName: row.given_name,
    patronymic: row.patronymic,
    sex: row.sex,
    birthDate: row.birth_date,
    birthYear: row.birth_year,
    iin: row.iin,
    stage: row.stage,
    stageSince: row.stage_since,
    admittedOn: row.admitted_on,
    leftOn: row.left_on,
    returnedOn: row.returned_on,
    seenHomeOn: row.seen_home_on,
    caseworkerId: row.caseworker_id,
    caseworkerName: row.caseworker_name,
    institutionId: row.institution_id,
    place: row.place,
    siblingGroup: row.sibling_group,
    siblings,
    next:
      row.next_due_on === null || row.next_due_kind === null
        ? null
        : { kind: row.next_due_kind, dueOn: row.next_due_on },
    overdueFrom: row.overdue_from,
    unsent: row.unsent,
    flags: flagColumns.filter((flag) => row[flag] === 1),
  };
}
