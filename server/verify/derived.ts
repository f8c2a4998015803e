/**
 * Derives every case's summary and line of the roster anew and compares with the newest that the
 * institution's feeds hold. A case that waits for its summary is not compared: it is about to change.
 */
import { kindOf } from '#shared/domain/steps/index.ts';
import { equalBytes, sha256 } from '#shared/sync/bytes.ts';
import { canonicalBytes, parsePayload } from '#shared/sync/canonical.ts';
import { deriveCases, summaryHashOf } from '../derive/summaries.ts';
import { oneOf, type Reads } from '../store/store.ts';
import type { StepTable } from '../store/tables.ts';
import type { VerifyFault } from './fault.ts';

const casesAtOnce = 50;

/** The newest of each case, gathered while the feeds are read; keyed by feed and case. */
export class DerivedSeen {
  readonly #summaries = new Map<string, Uint8Array>();
  readonly #entries = new Map<string, Uint8Array>();

  see({ feed_id, kind, payload }: StepTable): void {
    if (kind === 'case.summarised') {
      const read = kindOf('case.summarised').schema.safeParse(readable(payload));
      if (read.success) {
        const { summary } = read.data;
        this.#summaries.set(`${feed_id} ${summary.caseId}`, summaryHashOf(summary));
      }
    }
    if (kind === 'case.rostered') {
      const read = kindOf('case.rostered').schema.safeParse(readable(payload));
      if (read.success) {
        const { entry } = read.data;
        this.#entries.set(`${feed_id} ${entry.caseId}`, sha256(canonicalBytes(entry)));
      }
    }
  }

  async compare(
    reads: Reads,
    caseIds: readonly string[],
    told: (cases: number) => void,
  ): Promise<VerifyFault[]> {
    const faults: VerifyFault[] = [];
    for (let at = 0; at < caseIds.length; at += casesAtOnce) {
      const some = caseIds.slice(at, at + casesAtOnce);
      const jobs = await reads.select('summary_job', {
        columns: ['feed_id'],
        where: { feed_id: oneOf(some) },
      });
      const waiting = new Set(jobs.map((job) => job.feed_id));
      for (const one of await deriveCases(
        reads,
        some.filter((id) => !waiting.has(id)),
      )) {
        const { feedId, institutionFeedId, rosterFeedId } = one;
        const summary = this.#summaries.get(`${institutionFeedId} ${feedId}`);
        const entry = this.#entries.get(`${rosterFeedId} ${feedId}`);
        if (!same(summary, one.summaryHash)) faults.push({ what: 'summary_differs', where: feedId });
        if (!same(entry, one.rosterHash)) faults.push({ what: 'roster_differs', where: feedId });
      }
      told(Math.min(at + casesAtOnce, caseIds.length));
    }
    return faults;
  }
}

function same(held: Uint8Array | undefined, computed: Uint8Array): boolean {
  return held !== undefined && equalBytes(held, computed);
}

/** A payload that was altered is told of by its seal already. */
function readable(payload: Uint8Array): unknown {
  try {
    return parsePayload(payload);
  } catch {
    return null;
  }
}
