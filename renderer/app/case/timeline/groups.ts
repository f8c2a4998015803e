/** Which filter of the timeline shows which kind of step. Pure. */
export const timelineFilters = ['all', 'contacts', 'visits', 'decisions', 'notes'] as const;
export type TimelineFilter = (typeof timelineFilters)[number];

const groups: Readonly<Record<Exclude<TimelineFilter, 'all'>, readonly string[]>> = {
  contacts: ['contact.recorded', 'kin.found', 'kin.verified', 'kin.amended', 'wishes.recorded'],
  visits: ['visit.recorded', 'concern.raised', 'concern.resolved', 'schedule.recomputed'],
  decisions: [
    'decision.recorded',
    'conference.held',
    'stage.moved',
    'trial.started',
    'trial.ended',
    'override.requested',
    'override.approved',
    'closure.approved',
    'reentry.recorded',
    'ground.recorded',
  ],
  notes: [
    'note.added',
    'note.amended',
    'document.attached',
    'consent.recorded',
    'support.delivered',
    'step.withdrawn',
    'child.amended',
  ],
};

export function shows(filter: TimelineFilter, kind: string): boolean {
  return filter === 'all' || groups[filter].includes(kind);
}
