/**
 * The way home as one line: which stops are behind, which is now, and how many days each took in the
 * current stay. Side states are told beside the line and never drawn as a stop. Pure.
 */
import type { CaseState } from '#shared/domain/case/state.ts';
import { type Day, daysBetween } from '#shared/domain/day.ts';
import { type Stage, sideStates, type WayHomeStage, wayHome } from '#shared/domain/stages.ts';

export interface WayStop {
  readonly stage: WayHomeStage;
  /** `skipped`: the way went on without this stop. */
  readonly state: 'done' | 'now' | 'ahead' | 'skipped';
  /** Days spent here in the current stay; null while ahead or skipped. */
  readonly days: number | null;
  readonly since: Day | null;
}

export interface Way {
  readonly stops: readonly WayStop[];
  /** Where the case stands beside the line, and the last stop before. */
  readonly side: {
    readonly stage: Stage;
    readonly since: Day | null;
    readonly before: WayHomeStage | null;
  } | null;
  /** Number of the stay in care, from 1. */
  readonly episode: number;
}

interface Stay {
  readonly stage: Stage;
  readonly from: Day;
  readonly to: Day;
}

export function wayOf(state: CaseState, today: Day): Way {
  const stays = currentStays(state, today);
  const before = stays.map((stay) => stay.stage).findLast(isStop) ?? null;
  const onSide = isSide(state.stage);
  const reached = wayHome.indexOf(isStop(state.stage) ? state.stage : (before ?? 'identified'));
  const stops = wayHome.map((stage, index): WayStop => {
    const here = stays.filter((stay) => stay.stage === stage);
    const since = here[0]?.from ?? null;
    const days =
      here.length === 0 ? null : here.reduce((sum, stay) => sum + daysBetween(stay.from, stay.to), 0);
    if (index > reached) return { stage, state: 'ahead', days: null, since: null };
    if (index === reached && !onSide) return { stage, state: 'now', days, since };
    return { stage, state: here.length === 0 ? 'skipped' : 'done', days, since };
  });
  return {
    stops,
    side: onSide ? { stage: state.stage, since: state.stageSince, before } : null,
    episode: Math.max(1, state.episodes.length),
  };
}

/** Stages of the current stay in care, each with its first and last day. */
function currentStays(state: CaseState, today: Day): Stay[] {
  const reenteredOn = state.returns.findLast((one) => one.reenteredOn !== null)?.reenteredOn ?? null;
  const episode = state.episodes.at(-1);
  const begun =
    reenteredOn ?? episode?.admittedOn ?? episode?.knownOn ?? state.moves[0]?.on ?? state.stageSince;
  if (begun === null || begun === undefined) return [];
  const first: Stage = reenteredOn === null ? (state.moves[0]?.from ?? state.stage) : 'reentered';
  const moves = state.moves.filter((move) => reenteredOn === null || move.on >= reenteredOn);
  const marks = [{ stage: first, on: begun }, ...moves.map((move) => ({ stage: move.to, on: move.on }))];
  return marks.map((mark, index) => ({
    stage: mark.stage,
    from: mark.on,
    to: marks[index + 1]?.on ?? today,
  }));
}

function isStop(stage: Stage): stage is WayHomeStage {
  return wayHome.some((stop) => stop === stage);
}

function isSide(stage: Stage): boolean {
  return sideStates.some((side) => side === stage);
}
