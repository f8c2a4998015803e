/** Stores what the server said of a batch, however its answer came here. */
import type { Writer } from '#db/open/handles.ts';
import { resetEpoch } from '#db/steps/epoch.ts';
import { applyVerdicts, type StepVerdict } from '#db/steps/verdicts.ts';
import { failed } from '#shared/contract/failure.ts';
import type { PushAnswer } from '#shared/sync/messages.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { RoundEnded } from './failure.ts';
import { spread } from './runs.ts';

/**
 * @param batch in the order of the request; null where a step's verdict is not to be taken
 * @returns cases that moved; null where the server has begun a new epoch: every own step is then sent again
 */
export function takeVerdicts(
  database: Writer,
  batch: readonly (SealedStep | null)[],
  answer: PushAnswer,
): readonly string[] | null {
  const received = spread(answer.received);
  const exceptions = new Map(answer.verdicts.map((one) => [one.at, one]));
  const verdicts = batch.flatMap((step, at): StepVerdict[] => {
    if (step === null) return [];
    const pos = answer.pos[at] ?? 0;
    const verdict = {
      feedId: step.feedId,
      stepId: step.id,
      verdict: exceptions.get(at)?.verdict ?? 'accepted',
      pos: pos === 0 ? null : pos,
      receivedAt: pos === 0 ? null : (received[at] ?? answer.now),
      reason: exceptions.get(at)?.reason ?? null,
    };
    return [verdict];
  });
  const applied = applyVerdicts(database, answer.epoch, verdicts);
  if (applied.ok) return applied.value.caseIds;
  if (applied.error.code === 'epoch_changed') {
    resetEpoch(database, answer.epoch);
    return null;
  }
  throw new RoundEnded({
    failure: failed('server_refused', { reason: applied.error.code }).error,
    passing: false,
  });
}
