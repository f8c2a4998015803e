/**
 * Records steps in cases: each is checked against the case as it stands after the ones before it, then
 * all are written in one transaction, or none. The rules themselves are shared/domain/record; here are
 * only the questions that need the database: which case, which person, which roles.
 */
import { v4, v7 } from 'uuid';
import { formerIds } from '#db/profile/aliases.ts';
import { projectedSteps } from '#db/projections/projectCase.ts';
import type { ListedChild } from '#db/queries/childRow.ts';
import { appendSteps, fitsInStep, type StepDraft } from '#db/steps/append.ts';
import type { Recorded } from '#shared/contract/cases.ts';
import { done, type Failure, failed, type Result } from '#shared/contract/failure.ts';
import { project } from '#shared/domain/case/project.ts';
import type { Day } from '#shared/domain/day.ts';
import { missingOf } from '#shared/domain/gates/gate.ts';
import type { Verdict } from '#shared/domain/gates/verdict.ts';
import { mayWrite } from '#shared/domain/permissions.ts';
import { type Prepared, prepareStep } from '#shared/domain/record/prepare.ts';
import { readerVersion, type Step } from '#shared/domain/step.ts';
import { siblingsLinked } from '#shared/domain/steps/child.ts';
import { findKind } from '#shared/domain/steps/index.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { findCase } from './findCase.ts';

export interface RecordItem {
  /** Case id or case code. */
  readonly case: string;
  readonly kind: string;
  readonly payload?: unknown;
  readonly occurredOn?: Day | undefined;
}

/** Kinds that another procedure records, which has what they speak of. */
export const recordedElsewhere: readonly string[] = ['document.attached'];

/** Kinds that only the opening of a case writes. */
const openingKinds: readonly string[] = ['case.opened', 'child.admitted'];

export function recordSteps(
  open: OpenProfile,
  items: readonly RecordItem[],
  oneEvent: boolean,
): Result<Recorded> {
  const eventId = oneEvent ? v7() : null;
  const drafts: Drafted[] = [];
  let verdict: Verdict | null = null;
  for (const item of items) {
    const found = findCase(open.database, item.case);
    if (found === null) return failed('not_found', { case: item.case });
    const prepared = prepareOne(open, found, item, drafts);
    if (!prepared.ok) return prepared;
    verdict = prepared.value.verdict ?? verdict;
    const { kind, payload } = prepared.value;
    const occurredOn = item.occurredOn ?? open.today();
    const draft = { feedId: found.caseId, kind, payload, occurredOn, eventId, id: v7() };
    drafts.push(draft, ...siblingsToo(open, draft));
  }
  appendSteps(open.database, open.author, open.now(), drafts);
  return done({ stepIds: drafts.map((draft) => draft.id), verdict });
}

/** May this person record this kind in this case? A standalone profile approves its own, marked for good. */
export function mayRecord(open: OpenProfile, found: ListedChild, kind: string): boolean {
  const definition = findKind(kind);
  if (definition === null || definition.feed !== 'case' || !found.held) return false;
  if (openingKinds.includes(kind)) return false;
  const roles = open.rolesAt(found.institutionId);
  if (definition.group === 'approval' && open.profile.standalone) return mayWrite(roles, 'case', 'stage');
  return mayWrite(roles, 'case', definition.group);
}

/** Brothers and sisters linked in one case are linked in each of theirs that this device holds. */
function siblingsToo(open: OpenProfile, draft: Drafted): Drafted[] {
  const linked = siblingsLinked.schema.safeParse(draft.payload);
  if (draft.kind !== 'siblings.linked' || !linked.success) return [];
  const all = [draft.feedId, ...linked.data.caseIds];
  return linked.data.caseIds
    .filter((caseId) => caseId !== draft.feedId && findCase(open.database, caseId)?.held === true)
    .map((caseId) => ({
      ...draft,
      id: v7(),
      feedId: caseId,
      payload: { ...linked.data, caseIds: all.filter((other) => other !== caseId) },
    }));
}

type Drafted = StepDraft & { readonly id: string };

function prepareOne(
  open: OpenProfile,
  found: ListedChild,
  item: RecordItem,
  before: readonly Drafted[],
): Result<Extract<Prepared, { ok: true }>> {
  if (findKind(item.kind) !== null && !mayRecord(open, found, item.kind)) {
    return failed('forbidden', { kind: item.kind });
  }
  const { personId, personName, standalone } = open.profile;
  const own = before.filter((draft) => draft.feedId === found.caseId);
  const steps = [
    ...projectedSteps(open.database, found.caseId),
    ...own.map((draft, at) => asStep(draft, personId, at)),
  ];
  const prepared = prepareStep(item.kind, item.payload ?? {}, {
    state: project(found.caseId, steps),
    occurredOn: item.occurredOn ?? open.today(),
    today: open.today(),
    person: { personId, name: personName, formerIds: formerIds(open.database, personId) },
    standalone,
    makeId: () => v4(),
  });
  if (!prepared.ok) return { ok: false, error: failureOf(prepared) };
  if (!fitsInStep(prepared.payload))
    return failed('invalid', { issues: [{ path: '', message: 'too_large' }] });
  return done(prepared);
}

/** A draft as the projection sees it: after everything that is stored. */
function asStep(draft: Drafted, authorId: string, at: number): Step {
  return {
    id: draft.id,
    feedId: draft.feedId,
    deviceId: '',
    seq: Number.MAX_SAFE_INTEGER - 1000 + at,
    basePos: Number.MAX_SAFE_INTEGER,
    kind: draft.kind,
    version: findKind(draft.kind)?.version ?? 1,
    minReader: readerVersion,
    occurredOn: draft.occurredOn,
    recordedAt: '',
    clockOffset: 0,
    authorId,
    eventId: null,
    pos: null,
    receivedAt: null,
    verdict: null,
    payload: draft.payload,
  };
}

function failureOf({ code, issues, verdict, detail }: Extract<Prepared, { ok: false }>): Failure {
  const details: Record<string, unknown> = {
    ...(issues === undefined ? {} : { issues }),
    ...(verdict === undefined ? {} : { verdict, missing: missingOf(verdict) }),
    ...(detail === undefined ? {} : { kind: detail, detail }),
  };
  return { code, details };
}
