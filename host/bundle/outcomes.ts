/**
 * What the server said of the pushes of a question (docs/sync-protocol.md §15): taken for steps that are
 * here with the very seal that was sent and have no verdict yet. Everything else was answered meanwhile,
 * or sealed anew.
 */
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import type { Reader } from '#db/open/handles.ts';
import { sealAt, unsentBetweenSeqs } from '#db/steps/sentSteps.ts';
import { fromBase64 } from '#shared/sync/base64.ts';
import type { Answer, Outcome, Refusal } from '#shared/sync/bundle/messages.ts';
import { equalBytes } from '#shared/sync/bytes.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { meaningOf, RoundEnded } from '../sync/failure.ts';
import type { SyncPorts } from '../sync/ports.ts';
import { takeVerdicts } from '../sync/verdicts.ts';

/** The first of the sent steps that waits still, by its place in the batch; null where a place is settled. */
type Sent = readonly (SealedStep | null)[];

/** How many steps got the server's word; null where it has begun a new epoch. */
export function takeOutcome(
  { database }: SyncPorts,
  outcome: Outcome,
): { readonly steps: number; readonly caseIds: readonly string[] } | null {
  if ('refused' in outcome.said) return { steps: 0, caseIds: [] };
  const sent = sentSteps(database, outcome);
  const caseIds = takeVerdicts(database, sent, outcome.said.answer);
  return caseIds === null ? null : { steps: sent.filter((step) => step !== null).length, caseIds };
}

/**
 * Whether this device has numbered steps a second time, and some of them wait still. Throws what no bundle
 * can put right.
 */
export function isFork(reader: Reader, { asked, epoch }: Answer, outcome: Outcome): boolean {
  if (!('refused' in outcome.said)) return false;
  const { code, data } = outcome.said.refused;
  const waiting = sentSteps(reader, outcome).filter((step) => step !== null);
  if (waiting.length === 0) return false;
  if (code === 'FORK') {
    const fork = z.object({ seq: z.int() }).safeParse(data);
    return fork.success && waiting.some((step) => step.seq >= fork.data.seq);
  }
  // a restored server lacks what came before: it is sent again with the next question
  if (code === 'OUT_OF_ORDER') return asked === epoch;
  throw new RoundEnded(meaningOf(refusedBy(outcome.said.refused)));
}

/** The refusal as the wire would have brought it. */
export function refusedBy({ code, status, data }: Refusal): ORPCError<string, unknown> {
  return new ORPCError(code, { status, data });
}

/** By the place in the batch. The chain runs by feed, so a feed's last seal vouches for those before it. */
function sentSteps(reader: Reader, { device, first, count, ends }: Outcome): Sent {
  const same = new Map(
    ends.map(({ feed, seq, hash }) => {
      const held = sealAt(reader, device, feed, seq);
      return [feed, held !== null && equalBytes(held, fromBase64(hash)) ? seq : 0];
    }),
  );
  const waiting = unsentBetweenSeqs(reader, device, first, first + count - 1)
    .filter((step) => step.seq <= (same.get(step.feedId) ?? 0))
    .map((step): [number, SealedStep] => [step.seq - first, step]);
  const byPlace = new Map(waiting);
  return Array.from({ length: count }, (_, place) => byPlace.get(place) ?? null);
}
