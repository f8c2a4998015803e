/** Projection of the child's identity: opening, admission, corrections, siblings, caseworker. */
import { claim } from '../case/claims.ts';
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';
import type { CaseState } from '../case/state.ts';
import { type Day, earlierDay } from '../day.ts';
import type { ChildFields } from './child.ts';

/** The child is identified on the day the case is opened, however long it has been in care. */
export function openCase({ state }: Projection, { data, step }: KnownOf<'case.opened'>): void {
  state.stageSince = step.occurredOn;
  state.caseCode = data.caseCode;
  state.institutionId = data.institutionId;
  state.childId = data.childId;
}

export function admitChild({ state, claims }: Projection, { data, step }: KnownOf<'child.admitted'>): void {
  state.child = { ...data.child };
  state.original = data.original ?? state.original;
  state.registerDate = data.registerDate ?? state.registerDate;
  if (state.episodes.length === 0) {
    state.episodes.push({
      institutionId: state.institutionId ?? '',
      admittedOn: data.admittedOn,
      // a register dated into the future was known on the day it was read
      knownOn: earlierDay(data.registerDate ?? step.occurredOn, step.occurredOn),
      leftOn: null,
      leftTo: null,
    });
  }
  for (const [field, value] of Object.entries(data.child)) claim(claims, `child.${field}`, step, value);
  claim(claims, 'admittedOn', step, data.admittedOn);
}

export function amendChild({ state, claims }: Projection, { data, step }: KnownOf<'child.amended'>): void {
  if (state.child === null) return;
  const set: Partial<ChildFields> = data.set;
  state.child = { ...state.child, ...set };
  for (const [field, value] of Object.entries(set)) claim(claims, `child.${field}`, step, value);
}

export function amendAdmission(
  { state, claims }: Projection,
  { data, step }: KnownOf<'admission.amended'>,
): void {
  if (correctAdmission(state, data.admittedOn)) claim(claims, 'admittedOn', step, data.admittedOn);
}

/** Corrects the admission that the day belongs to: the last one that does not come before the child had left. */
export function correctAdmission({ episodes }: CaseState, admittedOn: Day): boolean {
  const episode = episodes.findLast((_, at) => (episodes[at - 1]?.leftOn ?? '') <= admittedOn);
  if (episode === undefined) return false;
  episode.admittedOn = admittedOn;
  return true;
}

export function linkSiblings({ state }: Projection, { data }: KnownOf<'siblings.linked'>): void {
  state.siblings = {
    groupId: data.groupId,
    caseIds: data.caseIds.filter((caseId) => caseId !== state.caseId),
    namesOnly: data.namesOnly,
  };
}

export function nameCaseworker(
  { state, claims }: Projection,
  { data, step }: KnownOf<'caseworker.named'>,
): void {
  state.caseworker = { personId: data.personId, name: data.name };
  claim(claims, 'caseworker', step, data.personId, data.name);
}

export function recordGround(projection: Projection, { data, step }: KnownOf<'ground.recorded'>): void {
  projection.state.grounds.push({ ...entryOf(projection, step), ...data });
}
