/** Projection of the team's work: goals and support are joined with what became of them. */
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';
import { outdates } from '../gates/statements.ts';

export function recordContact(projection: Projection, { data, step }: KnownOf<'contact.recorded'>): void {
  projection.state.contacts.push({ ...entryOf(projection, step), ...data });
}

export function assessChild(projection: Projection, { data, step }: KnownOf<'child.assessed'>): void {
  projection.state.childAssessments.push({ ...entryOf(projection, step), ...data });
}

export function assessFamily(projection: Projection, { data, step }: KnownOf<'family.assessed'>): void {
  projection.state.familyAssessments.push({ ...entryOf(projection, step), ...data });
}

export function recordWishes(projection: Projection, { data, step }: KnownOf<'wishes.recorded'>): void {
  projection.state.wishes.push({ ...entryOf(projection, step), ...data });
}

/** A favourable answer about an earlier day that arrives late does not lift the one that stands. */
export function answerCheck(projection: Projection, { data, step }: KnownOf<'check.answered'>): void {
  const { answers } = projection.state;
  const said = { ...entryOf(projection, step), answer: data.answer, reason: data.reason };
  const before = answers[data.check];
  if (before === undefined || outdates(said, before)) answers[data.check] = said;
}

/** Setting a goal again with its id changes it; what it was stays in the timeline. */
export function setGoal(projection: Projection, { data, step }: KnownOf<'goal.set'>): void {
  const { goals } = projection.state;
  const goal = { ...entryOf(projection, step), ...data, ended: null };
  const at = goals.findIndex((one) => one.goalId === data.goalId);
  if (at < 0) goals.push(goal);
  else goals[at] = goal;
}

export function endGoal(projection: Projection, { data, step }: KnownOf<'goal.ended'>): void {
  const goal = projection.state.goals.find((one) => one.goalId === data.goalId);
  if (goal !== undefined) goal.ended = { ...entryOf(projection, step), ...data };
}

export function planSupport(projection: Projection, { data, step }: KnownOf<'support.planned'>): void {
  const { supports } = projection.state;
  const entry = entryOf(projection, step);
  const at = supports.findIndex((one) => one.supportId === data.supportId);
  const delivered = supports[at]?.delivered ?? [];
  const support = { ...entry, supportId: data.supportId, planned: { ...entry, ...data }, delivered };
  if (at < 0) supports.push(support);
  else supports[at] = support;
}

export function deliverSupport(projection: Projection, { data, step }: KnownOf<'support.delivered'>): void {
  const { supports } = projection.state;
  const entry = entryOf(projection, step);
  const support = supports.find((one) => one.supportId === data.supportId);
  if (support !== undefined) support.delivered.push({ ...entry, ...data });
  else
    supports.push({ ...entry, supportId: data.supportId, planned: null, delivered: [{ ...entry, ...data }] });
}
