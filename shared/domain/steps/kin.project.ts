/** Projection of the child's people and their consents. */
import { claim } from '../case/claims.ts';
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';
import type { Kin } from '../case/state.ts';
import { outdates, type Statement } from '../gates/statements.ts';
import type { KinFields } from './kin.ts';

export function findKin({ state, claims }: Projection, { data, step }: KnownOf<'kin.found'>): void {
  const { personId, ...fields } = data;
  if (state.kin.some((one) => one.personId === personId)) return;
  state.kin.push({ ...fields, personId, foundOn: step.occurredOn, verified: null });
  for (const [field, value] of Object.entries(fields)) claim(claims, `kin.${personId}.${field}`, step, value);
}

export function amendKin({ state, claims }: Projection, { data, step }: KnownOf<'kin.amended'>): void {
  const at = state.kin.findIndex((one) => one.personId === data.personId);
  const kin = state.kin[at];
  if (kin === undefined) return;
  const set: Partial<KinFields> = data.set;
  state.kin[at] = withFields(kin, set);
  for (const [field, value] of Object.entries(set))
    claim(claims, `kin.${data.personId}.${field}`, step, value);
}

/** Whoever gets another name or relation is not the person that was verified. */
export function withFields(kin: Kin, set: Partial<KinFields>): Kin {
  const changed = { ...kin, ...set };
  const same = changed.name === kin.name && changed.relation === kin.relation;
  return same ? changed : { ...changed, verified: null };
}

/** A look at the papers on an earlier day that arrives late does not lift a doubt of a later one. */
export function verifyKin(projection: Projection, { data, step }: KnownOf<'kin.verified'>): void {
  const kin = projection.state.kin.find((one) => one.personId === data.personId);
  if (kin === undefined) return;
  const said = {
    ...entryOf(projection, step),
    method: data.method,
    verified: data.verified,
    detail: data.detail,
  };
  if (kin.verified === null || outdates(asStatement(said), asStatement(kin.verified))) kin.verified = said;
}

function asStatement({ verified, on, at }: NonNullable<Kin['verified']>): Statement {
  return { answer: verified ? 'yes' : 'no', on, at };
}

export function recordConsent(projection: Projection, { data, step }: KnownOf<'consent.recorded'>): void {
  projection.state.consents.push({ ...entryOf(projection, step), ...data });
}
