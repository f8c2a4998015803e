/** Takes in the pages of one answer (docs/sync-protocol.md §8), however they came here. */
import type { Writer } from '#db/open/handles.ts';
import { applyPulledPage } from '#db/steps/pull.ts';
import type { PulledPage, PullFaultCode } from '#db/steps/pulled.ts';
import type { FeedItem } from '#shared/sync/messages.ts';

/** What came in so far. */
export interface Taken {
  pulled: number;
  readonly caseIds: Set<string>;
  /** Kinds of feed that moved. */
  readonly kinds: Set<FeedItem['kind']>;
}

export interface BrokenPage {
  readonly feedId: string;
  readonly fault: PullFaultCode;
}

/**
 * Stores the pages of one answer, in one transaction: an answer can hold hundreds of short pages, and
 * flushing the disk for each would cost more than all the rest. Stops at a page that does not hold, and
 * keeps those before it.
 */
export function takePages(database: Writer, pages: readonly PulledPage[], result: Taken): BrokenPage | null {
  return database.transaction(() => {
    for (const page of pages) {
      const applied = applyPulledPage(database, page);
      if (!applied.ok) return { feedId: page.feedId, fault: applied.error.code };
      result.pulled += applied.value.added;
      result.kinds.add(page.kind);
      for (const caseId of applied.value.caseIds) result.caseIds.add(caseId);
    }
    return null;
  });
}
