/**
 * What the server itself writes: derived summaries and the directory. Sealed like every step,
 * under the feed's own writing id, so that derived steps of different feeds never wait for each
 * other (docs/sync-protocol.md §11).
 */
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { kindOf, type PayloadInputOf, type StepKind } from '#shared/domain/steps/index.ts';
import { saltLength, sealStep } from '#shared/sync/seal.ts';
import type { Tx } from '../store/store.ts';
import { Chains } from './chains.ts';
import type { LockedFeed } from './lock.ts';
import { insertSteps, takePosition } from './store.ts';

export interface ServerDraft<Kind extends StepKind = StepKind> {
  readonly feed: LockedFeed;
  readonly kind: Kind;
  readonly payload: PayloadInputOf<Kind>;
}

/** Appends to locked feeds; the caller saves the feeds afterwards. */
export async function appendAsServer(
  tx: Tx,
  authorId: string,
  now: Date,
  drafts: readonly ServerDraft[],
): Promise<void> {
  const chains = new Chains();
  await chains.load(
    tx,
    drafts.map((draft) => draft.feed.feedId),
    drafts.map((draft) => draft.feed.writerId),
  );
  const steps = drafts.map(({ feed, kind, payload }) => {
    const definition = kindOf(kind);
    const chain = chains.of(feed.feedId, feed.writerId);
    feed.writerSeq += 1;
    const header = {
      id: v7({ msecs: now.getTime() }),
      feedId: feed.feedId,
      deviceId: feed.writerId,
      seq: feed.writerSeq,
      basePos: feed.head,
      kind,
      version: definition.version,
      minReader: definition.minReader,
      occurredOn: dayOfInstant(now.getTime()),
      recordedAt: now.toISOString(),
      clockOffset: 0,
      authorId,
      eventId: null,
    };
    const step = sealStep(header, definition.schema.parse(payload), randomBytes(saltLength), chain.hash);
    chain.hash = step.hash;
    return takePosition(feed, chains, {
      step,
      signature: null,
      verdict: 'accepted',
      reason: null,
      receivedAt: now,
    });
  });
  await insertSteps(tx, steps);
  await chains.save(tx);
}
