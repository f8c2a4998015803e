/** The typical steps that the sizes and speeds are told for: 40 % visits, 30 % notes of 150 letters, 30 % field changes. */
import type { PayloadOf } from '#shared/domain/steps/index.ts';
import type { Seeded } from '#tests/factories/seeded.ts';
import { inventedText } from './invented.ts';

type MixedKind = 'visit.recorded' | 'note.added' | 'child.amended';
export type MixedStep = { readonly [Kind in MixedKind]: { kind: Kind; payload: PayloadOf<Kind> } }[MixedKind];

export function mixedStep(chance: Seeded): MixedStep {
  const kind = chance.next();
  if (kind < 0.4) return { kind: 'visit.recorded', payload: visit(chance) };
  if (kind < 0.7) return { kind: 'note.added', payload: { text: inventedText(chance, 150) } };
  return { kind: 'child.amended', payload: amendment(chance) };
}

function visit(chance: Seeded): PayloadOf<'visit.recorded'> {
  const childSeen = chance.next() < 0.85;
  return {
    visitType: chance.pick(['home', 'school', 'phone']),
    childSeen,
    notSeenReason: childSeen ? null : inventedText(chance, 25),
    atHome: chance.pick(['yes', 'yes', 'not_known']),
    childsWords: null,
    text: inventedText(chance, chance.between(20, 60)),
  };
}

function amendment(chance: Seeded): PayloadOf<'child.amended'> {
  const reason = inventedText(chance, chance.between(15, 30));
  switch (chance.between(0, 3)) {
    case 0:
      return { set: { familyAddress: inventedText(chance, 35) }, reason };
    case 1:
      return { set: { healthGroup: chance.pick(['I', 'II', 'III', 'IV']) }, reason };
    case 2:
      return { set: { disability: chance.next() < 0.5 }, reason };
    default:
      return { set: { reasonText: inventedText(chance, 40) }, reason };
  }
}
