/** Projection of follow-up visits and safeguarding concerns. */
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';

export function recordVisit(projection: Projection, { data, step }: KnownOf<'visit.recorded'>): void {
  projection.state.visits.push({ ...entryOf(projection, step), ...data });
}

export function raiseConcern(projection: Projection, { data, step }: KnownOf<'concern.raised'>): void {
  projection.state.concerns.push({ ...entryOf(projection, step), ...data, resolved: null });
}

export function resolveConcern(projection: Projection, { data, step }: KnownOf<'concern.resolved'>): void {
  const concern = projection.state.concerns.find((one) => one.concernId === data.concernId);
  if (concern !== undefined) concern.resolved = { ...entryOf(projection, step), ...data };
}
