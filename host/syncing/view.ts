/** What the sync page and `uige sync` say: what is sent, what waits, what failed, by name. */
import { countWaiting } from '#db/attachments/attachments.ts';
import { readCase, readChild } from '#db/queries/cases.ts';
import { casesInConflict, type StepNotice, stepsWithVerdict, waitingSteps } from '#db/queries/problems.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import type { SyncItem, SyncView } from '#shared/contract/views.ts';
import { nameOf } from '../cases/childRow.ts';
import type { OpenProfile } from '../session/openProfile.ts';

/** How many items of a sort are named; the count is always whole. */
const itemsNamed = 1000;

export type SyncProgress = Pick<SyncView, 'state' | 'lastError' | 'progress'>;

export function syncView(open: OpenProfile, now: SyncProgress): SyncView {
  const { database } = open;
  const { serverUrl, lastContactAt, standalone } = open.profile;
  const named = (notices: readonly StepNotice[]): SyncItem[] => notices.map((one) => itemOf(open, one));
  return {
    ...now,
    server: serverUrl,
    lastContactAt,
    // a standalone profile waits for nobody: there is no server its steps could be sent to
    pending: standalone ? [] : named(waitingSteps(database, itemsNamed)),
    pendingCount: countUnsent(database),
    refused: named(stepsWithVerdict(database, 'refused', itemsNamed)),
    quarantined: named(stepsWithVerdict(database, 'quarantined', itemsNamed)),
    review: named(stepsWithVerdict(database, 'needs_review', itemsNamed)),
    conflicts: casesInConflict(database).flatMap((caseId) => conflictsOf(open, caseId)),
    documents: standalone ? { toSend: 0, toFetch: 0 } : countWaiting(database),
    feeds: feedCursors(database).map(({ feedId, kind, pos, checksum }) => ({ feedId, kind, pos, checksum })),
  };
}

function itemOf(open: OpenProfile, notice: StepNotice): SyncItem {
  const { stepId, caseId, kind, occurredOn, reason } = notice;
  return { stepId, ...caseOf(open, caseId), kind, occurredOn, reason: reason ?? '' };
}

function conflictsOf(open: OpenProfile, caseId: string): SyncItem[] {
  return (readCase(open.database, caseId)?.conflicts ?? []).map((conflict) => {
    const newest = conflict.claims.at(-1);
    return {
      stepId: newest?.stepId ?? '',
      ...caseOf(open, caseId),
      kind: 'conflict.settled',
      occurredOn: newest?.on ?? '',
      reason: conflict.field,
    };
  });
}

function caseOf(open: OpenProfile, caseId: string | null): Pick<SyncItem, 'caseId' | 'caseCode' | 'name'> {
  const child = caseId === null ? null : readChild(open.database, caseId);
  return { caseId, caseCode: child?.caseCode ?? null, name: child === null ? null : nameOf(child) };
}
