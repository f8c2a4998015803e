/** Numbers steps as a server does, in memory: positions by feed without a hole, pages with checksums. */

import type { PulledPage, PulledStep } from '#db/steps/pulled.ts';
import type { StepVerdict } from '#db/steps/verdicts.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import type { SealedStep } from '#shared/sync/seal.ts';

type Judged = 'accepted' | 'needs_review' | 'quarantined' | 'refused';

export class Numbering {
  epoch = '00000000-0000-4000-8000-00000000000a';
  readonly #feeds = new Map<string, { kind: FeedKind; institutionId: string | null; steps: PulledStep[] }>();

  declare(feedId: string, kind: FeedKind, institutionId: string | null = null): this {
    if (!this.#feeds.has(feedId)) this.#feeds.set(feedId, { kind, institutionId, steps: [] });
    return this;
  }

  /** Takes a batch; a step that is known gets the answer it got before. */
  push(steps: readonly SealedStep[], judge: (step: SealedStep) => Judged = () => 'accepted'): StepVerdict[] {
    return steps.map((step) => {
      const feed = this.#feed(step.feedId);
      const known = feed.steps.find((one) => one.id === step.id);
      const verdict = known?.verdict ?? judge(step);
      if (verdict === 'quarantined' || verdict === 'refused') {
        return {
          feedId: step.feedId,
          stepId: step.id,
          verdict,
          pos: null,
          receivedAt: null,
          reason: 'no_grant',
        };
      }
      const placed = known ?? this.#place(feed.steps, step, verdict);
      const { pos, receivedAt } = placed;
      return { feedId: step.feedId, stepId: step.id, verdict, pos, receivedAt, reason: null };
    });
  }

  page(feedId: string, after = 0, limit = 1000): PulledPage {
    const { kind, institutionId, steps } = this.#feed(feedId);
    let checksum: Uint8Array = emptyChecksum;
    const upTo = Math.min(steps.length, after + limit);
    for (const step of steps.slice(0, upTo)) checksum = nextChecksum(checksum, step.pos, step.id, step.hash);
    return { feedId, kind, institutionId, epoch: this.epoch, steps: steps.slice(after, upTo), checksum };
  }

  get feedIds(): string[] {
    return [...this.#feeds.keys()];
  }

  #feed(feedId: string) {
    const known = this.#feeds.get(feedId);
    if (known !== undefined) return known;
    const made = { kind: 'case' as const, institutionId: null, steps: [] };
    this.#feeds.set(feedId, made);
    return made;
  }

  #place(steps: PulledStep[], step: SealedStep, verdict: 'accepted' | 'needs_review'): PulledStep {
    const pos = steps.length + 1;
    const placed = {
      ...step,
      pos,
      verdict,
      receivedAt: new Date(1_763_000_000_000 + pos * 1000).toISOString(),
    };
    steps.push(placed);
    return placed;
  }
}
