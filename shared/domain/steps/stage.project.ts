/**
 * Projection of moves. The lower position holds: a later move whose `from` no longer fits needs
 * review and does not move. The first return freezes the schedule. Re-entry opens a new episode
 * of the same case.
 */

import { currentReturn } from '../case/current.ts';
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';
import type { CaseState } from '../case/state.ts';
import type { Day } from '../day.ts';
import { departureStages, fitsDestination, type Stage } from '../stages.ts';
import { continued, makeSchedule } from '../visits/schedule.ts';

export function moveStage(projection: Projection, { data, step }: KnownOf<'stage.moved'>): void {
  const { state } = projection;
  if (data.from !== state.stage || !saysWhereTo(data)) {
    state.review.push({ stepId: step.id, why: 'move_does_not_fit' });
    return;
  }
  const entry = entryOf(projection, step);
  state.moves.push({
    ...entry,
    from: data.from,
    to: data.to,
    rules: data.verdict.rules,
    overrides: data.verdict.items.filter((item) => item.overridden).length,
  });
  state.heldFrom = data.to === 'on_hold' ? data.from : null;
  setStage(state, data.to, step.occurredOn);
  if ((data.to === 'returned' || data.to === 'alternative_family') && data.return !== null) {
    leaveCare(state, data.to, step.occurredOn);
    state.returns.push({
      ...entry,
      terms: data.return,
      kind: data.to === 'returned' ? 'home' : 'alternative_family',
      schedule: data.schedule ?? makeSchedule(step.occurredOn, data.return.risk),
      reenteredOn: null,
      endedOn: null,
    });
  }
  if (departureStages.some((stage) => stage === data.to)) {
    leaveCare(state, data.to, step.occurredOn);
    const current = currentReturn(state);
    if (current !== null) current.endedOn = step.occurredOn;
  }
}

/** A child is in a family only with the terms of the return, and in one that the stage stands for. */
function saysWhereTo(data: KnownOf<'stage.moved'>['data']): boolean {
  if (data.to !== 'returned' && data.to !== 'alternative_family') return true;
  return data.return !== null && fitsDestination(data.to, data.return.destination);
}

/** What was due by then stays due: a late visit is not hidden by rescheduling. */
export function recomputeSchedule(
  { state }: Projection,
  { data, step }: KnownOf<'schedule.recomputed'>,
): void {
  const current = currentReturn(state);
  if (current === null) return;
  current.schedule = continued(current.schedule, data.schedule, step.occurredOn);
}

/** The case stays with the institution that follows it, as on the server, wherever the child is admitted. */
export function recordReentry(projection: Projection, { data, step }: KnownOf<'reentry.recorded'>): void {
  const { state } = projection;
  const current = currentReturn(state);
  if (current === null || current.endedOn !== null) {
    state.review.push({ stepId: step.id, why: 'move_does_not_fit' });
    return;
  }
  current.reenteredOn = step.occurredOn;
  state.episodes.push({
    institutionId: data.institutionId,
    admittedOn: step.occurredOn,
    knownOn: step.occurredOn,
    leftOn: null,
    leftTo: null,
  });
  state.moves.push({
    ...entryOf(projection, step),
    from: state.stage,
    to: 'reentered',
    rules: '',
    overrides: 0,
  });
  setStage(state, 'reentered', step.occurredOn);
}

function setStage(state: CaseState, stage: Stage, on: Day): void {
  state.stage = stage;
  state.stageSince = on;
}

function leaveCare(state: CaseState, to: Stage, on: Day): void {
  const episode = state.episodes.at(-1);
  if (episode === undefined || episode.leftOn !== null) return;
  episode.leftOn = on;
  episode.leftTo = to;
}
