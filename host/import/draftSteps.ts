/** The steps of one unit of an import: the cases of its children, and what links them. Pure but for ids and codes. */
import { fitsInStep, type StepDraft } from '#db/steps/append.ts';
import type { Day } from '#shared/domain/day.ts';
import type { ChildDraft } from '#shared/domain/register/types.ts';
import type { PayloadOf } from '#shared/domain/steps/index.ts';
import { readPayload } from '#shared/domain/steps/readStep.ts';
import { stepsOfNewCase } from '../cases/newCase.ts';
import { childOfDraft } from './childOfDraft.ts';
import type { ImportUnit, PlannedCase, PlannedSiblings } from './plan.ts';

export interface UnitContext {
  readonly institutionId: string;
  readonly registerDate: Day | null;
  readonly occurredOn: Day;
  readonly caseworker: { readonly personId: string; readonly name: string } | null;
  readonly makeId: () => string;
  readonly makeCode: () => string;
}

export interface UnitSteps {
  readonly drafts: readonly StepDraft[];
  readonly caseIds: readonly string[];
  /** Rows that hold more than a step can: nothing of them is written. */
  readonly tooLarge: readonly number[];
}

export function stepsOfUnit(unit: ImportUnit, context: UnitContext): UnitSteps {
  const admissions = unit.cases.map((one) => ({ ...one, admission: admissionOf(one.draft, context) }));
  const fitting = admissions.filter(({ admission }) => fitsInStep(admission));
  const tooLarge = admissions.filter((one) => !fitting.includes(one)).map(({ draft }) => draft.row);
  const left = new Set(admissions.filter((one) => !fitting.includes(one)).map((one) => one.caseId));
  const cases = fitting.flatMap((one) => caseSteps(one, one.admission, context));
  const siblings = unit.siblings === null ? [] : siblingSteps(unit.siblings, left, context);
  return { drafts: checked([...cases, ...siblings]), caseIds: fitting.map((one) => one.caseId), tooLarge };
}

function admissionOf(draft: ChildDraft, { registerDate }: UnitContext): PayloadOf<'child.admitted'> {
  return {
    child: childOfDraft(draft),
    admittedOn: draft.admittedOn,
    original: { ...draft.original },
    registerRow: draft.row,
    registerDate,
  };
}

function caseSteps(
  { caseId, draft }: PlannedCase,
  admission: PayloadOf<'child.admitted'>,
  context: UnitContext,
): StepDraft[] {
  const { institutionId, caseworker, occurredOn } = context;
  const given = {
    caseId,
    caseCode: context.makeCode(),
    institutionId,
    admission,
    kin: draft.kin,
    caseworker,
    occurredOn,
  };
  return stepsOfNewCase(given, context.makeId);
}

/** Each child of the group is told of the others, those already known included. */
function siblingSteps(
  siblings: PlannedSiblings,
  left: ReadonlySet<string>,
  context: UnitContext,
): StepDraft[] {
  const caseIds = siblings.caseIds.filter((caseId) => !left.has(caseId));
  if (caseIds.length + siblings.namesOnly.length < 2) return [];
  const groupId = context.makeId();
  return caseIds.map((caseId) => ({
    feedId: caseId,
    kind: 'siblings.linked',
    payload: {
      groupId,
      caseIds: caseIds.filter((other) => other !== caseId),
      namesOnly: [...siblings.namesOnly],
    },
    occurredOn: context.occurredOn,
  }));
}

/** Reading a register gives only what the steps take; if it ever does not, nothing wrong may be sealed. */
function checked(drafts: readonly StepDraft[]): readonly StepDraft[] {
  for (const { kind, payload } of drafts) {
    const read = readPayload(kind, payload);
    if (!read.ok) throw new TypeError(`${kind}: ${read.issues.map((issue) => issue.path).join(', ')}`);
  }
  return drafts;
}
