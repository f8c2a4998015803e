/** Projection of notes, and of conflicts that a person settled. */
import { claim, settle } from '../case/claims.ts';
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';
import { daySchema } from '../day.ts';
import { correctAdmission } from './child.project.ts';
import { childFields } from './child.ts';
import { withFields } from './kin.project.ts';
import { kinFields } from './kin.ts';

export function addNote(projection: Projection, { data, step }: KnownOf<'note.added'>): void {
  projection.state.notes.push({ ...entryOf(projection, step), text: data.text, earlier: [] });
}

export function amendNote({ state, claims }: Projection, { data, step }: KnownOf<'note.amended'>): void {
  const note = state.notes.find((one) => one.stepId === data.stepId);
  if (note === undefined) return;
  const latest = note.earlier.at(-1);
  note.earlier.push({
    text: note.text,
    stepId: latest === undefined ? note.stepId : step.id,
    authorId: step.authorId,
  });
  note.text = data.text;
  claim(claims, `note.${data.stepId}`, step, data.text);
}

/** The settled value shows; a value that does not fit its field leaves what stands and stays in the timeline. */
export function settleConflict(
  { state, claims }: Projection,
  { data, step }: KnownOf<'conflict.settled'>,
): void {
  const label = settle(claims, data.field, data.stepIds, step, data.value);
  const [what, second, third] = data.field.split('.');
  if (what === 'child' && state.child !== null && second !== undefined) {
    const parsed = childFields.partial().safeParse({ [second]: data.value });
    if (parsed.success) state.child = { ...state.child, ...parsed.data };
  }
  if (what === 'kin' && third !== undefined) {
    const at = state.kin.findIndex((one) => one.personId === second);
    const kin = state.kin[at];
    const parsed = kinFields.partial().safeParse({ [third]: data.value });
    if (kin !== undefined && parsed.success) state.kin[at] = withFields(kin, parsed.data);
  }
  if (what === 'admittedOn') {
    const day = daySchema.safeParse(data.value);
    if (day.success) correctAdmission(state, day.data);
  }
  if (what === 'caseworker' && label !== null && typeof data.value === 'string') {
    state.caseworker = { personId: data.value, name: label };
  }
  if (what === 'note' && typeof data.value === 'string') {
    const note = state.notes.find((one) => one.stepId === second);
    if (note !== undefined) note.text = data.value;
  }
}
