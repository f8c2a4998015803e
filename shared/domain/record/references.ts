/** Does a step speak of things the case knows? A goal, a person or a note that is not there is refused. */
import type { CaseState } from '../case/state.ts';
import type { Day } from '../day.ts';
import type { Issue } from '../issue.ts';
import type { Recorded } from '../steps/readStep.ts';

/** The first reference that leads nowhere; null when all hold. */
export function brokenReference(state: CaseState, known: Recorded): Issue | null {
  switch (known.kind) {
    case 'kin.amended':
    case 'kin.verified':
    case 'family.assessed':
    case 'trial.started':
      return person(state, known.data.personId, 'personId');
    case 'consent.recorded':
      return known.data.personId === null ? null : person(state, known.data.personId, 'personId');
    case 'contact.recorded': {
      const missing = known.data.personIds.findIndex((id) => person(state, id, '') !== null);
      return missing < 0 ? null : { path: `personIds.${missing}`, message: 'person_unknown' };
    }
    case 'stage.moved':
      return known.data.return === null ? null : person(state, known.data.return.personId, 'return.personId');
    case 'goal.ended':
      return state.goals.some((goal) => goal.goalId === known.data.goalId)
        ? null
        : { path: 'goalId', message: 'goal_unknown' };
    case 'concern.resolved':
      return state.concerns.some((concern) => concern.concernId === known.data.concernId)
        ? null
        : { path: 'concernId', message: 'concern_unknown' };
    case 'note.amended':
      return state.notes.some((note) => note.stepId === known.data.stepId)
        ? null
        : { path: 'stepId', message: 'note_unknown' };
    case 'override.approved':
      return state.overrides.some((one) => one.stepId === known.data.requestId && one.decided === null)
        ? null
        : { path: 'requestId', message: 'request_unknown' };
    case 'trial.ended':
      return state.trials.some((trial) => trial.ended === null)
        ? null
        : { path: '', message: 'no_trial_open' };
    case 'conflict.settled':
      return state.conflicts.some((conflict) => conflict.field === known.data.field)
        ? null
        : { path: 'field', message: 'no_such_conflict' };
    default:
      return null;
  }
}

/** Visits belong to a return, from its day to the day on which it ended, also when they are recorded later. */
export function visitFits(state: CaseState, on: Day): boolean {
  return state.returns.some((one) => {
    const until = one.reenteredOn ?? one.endedOn;
    return on >= one.on && (until === null || on <= until);
  });
}

function person(state: CaseState, personId: string, path: string): Issue | null {
  return state.kin.some((kin) => kin.personId === personId) ? null : { path, message: 'person_unknown' };
}
