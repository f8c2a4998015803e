/** A step as the peers hold it: the same payload, with the fields that a step carries too. */
import { v7 } from 'uuid';
import type { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from '../field/mix.ts';
import { visitDay } from '../field/wayHome.ts';

export function documentOf(chance: Seeded, feeds: readonly string[]) {
  const { kind, payload } = mixedStep(chance);
  return {
    _id: v7(),
    feedId: feeds[chance.between(0, feeds.length - 1)] ?? '',
    authorId: feeds[0] ?? '',
    kind,
    occurredOn: visitDay,
    recordedAt: new Date().toISOString(),
    payload,
  };
}
