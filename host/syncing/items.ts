/**
 * The steps of the sync page by name: the child or at least the code, the kind, the day, who wrote it. A step
 * of a case that has left this device is known by its code alone.
 */
import { readCase, readChild } from '#db/queries/cases.ts';
import { personNames } from '#db/queries/directory.ts';
import { casesInConflict, readStepText, type StepNotice } from '#db/queries/problems.ts';
import { listLeftBehind } from '#db/steps/leftBehind.ts';
import type { SyncItem, SyncItemText } from '#shared/contract/views.ts';
import { nameOf } from '../cases/childRow.ts';
import type { OpenProfile } from '../session/openProfile.ts';

export class SyncItems {
  readonly #open: OpenProfile;
  readonly #names: ReadonlyMap<string, string>;
  /** A sync page names hundreds of steps of few children. */
  readonly #cases = new Map<string, Pick<SyncItem, 'caseCode' | 'name'>>();

  constructor(open: OpenProfile) {
    this.#open = open;
    this.#names = personNames(open.database);
  }

  named(notices: readonly StepNotice[]): SyncItem[] {
    return notices.map((notice) => this.#item(notice));
  }

  /** Null where this device does not hold the step (any more). */
  text(feedId: string, stepId: string): SyncItemText | null {
    const step = readStepText(this.#open.database, feedId, stepId);
    if (step === null) return null;
    const { verdict, version, pos, payload } = step;
    return { ...this.#item(step), verdict, version, pos, payload };
  }

  leftBehind(): SyncItem[] {
    return listLeftBehind(this.#open.database).map((row) => ({
      feedId: row.feed_id,
      stepId: row.step_id,
      caseId: null,
      caseCode: row.case_code,
      name: null,
      kind: row.kind,
      occurredOn: row.occurred_on,
      recordedAt: row.recorded_at,
      author: this.#names.get(row.author_id) ?? null,
      reason: row.verdict_reason ?? '',
    }));
  }

  /** One for each field on which two devices differ. */
  conflicts(): SyncItem[] {
    return casesInConflict(this.#open.database).flatMap((caseId) =>
      (readCase(this.#open.database, caseId)?.conflicts ?? []).flatMap(({ field, claims }) => {
        const newest = claims.at(-1);
        if (newest === undefined) return [];
        return [
          {
            feedId: caseId,
            stepId: newest.stepId,
            ...this.#case(caseId),
            kind: 'conflict.settled',
            occurredOn: newest.on,
            recordedAt: newest.recordedAt,
            author: this.#names.get(newest.authorId) ?? null,
            reason: field,
          },
        ];
      }),
    );
  }

  #item({ feedId, stepId, caseId, kind, occurredOn, recordedAt, authorId, reason }: StepNotice): SyncItem {
    const author = this.#names.get(authorId) ?? null;
    return {
      feedId,
      stepId,
      ...this.#case(caseId),
      kind,
      occurredOn,
      recordedAt,
      author,
      reason: reason ?? '',
    };
  }

  #case(caseId: string | null): Pick<SyncItem, 'caseId' | 'caseCode' | 'name'> {
    if (caseId === null) return { caseId, caseCode: null, name: null };
    let known = this.#cases.get(caseId);
    if (known === undefined) {
      const child = readChild(this.#open.database, caseId);
      known = { caseCode: child?.caseCode ?? null, name: child === null ? null : nameOf(child) };
      this.#cases.set(caseId, known);
    }
    return { caseId, ...known };
  }
}
