/** Projection of conferences, decisions, trial stays and approvals. */
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';

export function holdConference(projection: Projection, { data, step }: KnownOf<'conference.held'>): void {
  projection.state.conferences.push({ ...entryOf(projection, step), ...data });
}

export function recordDecision(projection: Projection, { data, step }: KnownOf<'decision.recorded'>): void {
  projection.state.decisions.push({ ...entryOf(projection, step), ...data });
}

export function startTrial(projection: Projection, { data, step }: KnownOf<'trial.started'>): void {
  projection.state.trials.push({ ...entryOf(projection, step), ...data, ended: null });
}

export function endTrial(projection: Projection, { data, step }: KnownOf<'trial.ended'>): void {
  const trial = projection.state.trials.findLast((one) => one.ended === null);
  if (trial !== undefined) trial.ended = { ...entryOf(projection, step), ...data };
}

export function requestOverride(projection: Projection, { data, step }: KnownOf<'override.requested'>): void {
  projection.state.overrides.push({
    ...entryOf(projection, step),
    ...data,
    decided: null,
    approvedAlone: false,
  });
}

/**
 * One's own request is not approved by oneself, but in a standalone profile, where it is marked for
 * good. What the server doubts (a role that may not, no second person) decides nothing meanwhile.
 */
export function decideOverride(projection: Projection, { data, step }: KnownOf<'override.approved'>): void {
  const request = projection.state.overrides.find((one) => one.stepId === data.requestId);
  if (request === undefined || request.decided !== null) return;
  if (request.authorId === step.authorId && !data.withoutSecondPerson) return;
  if (data.approved && data.withoutSecondPerson) request.approvedAlone = true;
  if (step.verdict !== 'needs_review') request.decided = { ...entryOf(projection, step), ...data };
}

export function approveClosure(projection: Projection, { data, step }: KnownOf<'closure.approved'>): void {
  if (step.verdict === 'needs_review') return;
  projection.state.closureApprovals.push({ ...entryOf(projection, step), ...data });
}
