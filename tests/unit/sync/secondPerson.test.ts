import { describe, expect, test } from 'vitest';
import { isBySecondPerson } from '#server/sync/gate.ts';
import { anotherPerson, aPerson, aStep } from '../../factories/steps.ts';
import { Story } from '../../factories/story.ts';

const localId = '00000000-0000-7000-9100-00000000000a';
const supervisor = { personId: anotherPerson, ids: new Set([anotherPerson, localId]) };

function requestedBy(authorId: string) {
  const story = new Story();
  const asked = {
    to: 'approved' as const,
    checks: ['school_place' as const],
    reason: 'год',
    mitigation: 'дом',
  };
  const request = aStep('override.requested', asked, { authorId });
  const approval = (withoutSecondPerson: boolean, by: string = anotherPerson) =>
    aStep(
      'override.approved',
      { requestId: request.id, approved: true, withoutSecondPerson },
      { authorId: by },
    );
  return { before: [...story.steps, request], approval };
}

describe('an approval on the server', () => {
  test('is by a second person when somebody else asked', () => {
    const { before, approval } = requestedBy(aPerson);
    expect(isBySecondPerson(before, approval(false), supervisor)).toBe(true);
  });

  test('is not when the same person asked, under whatever id', () => {
    for (const own of [anotherPerson, localId]) {
      const { before, approval } = requestedBy(own);
      expect(isBySecondPerson(before, approval(false), supervisor)).toBe(false);
    }
  });

  test('without a second person is known from before the enrolment only', () => {
    const { before, approval } = requestedBy(localId);
    expect(isBySecondPerson(before, approval(true, localId), supervisor)).toBe(true);
    expect(isBySecondPerson(before, approval(true), supervisor)).toBe(false);
  });

  test('to close a case is not by the caseworker of that case', () => {
    const named = (personId: string) => [
      ...new Story().steps,
      aStep('caseworker.named', { personId, name: 'Айгүл' }),
    ];
    const approval = aStep('closure.approved', { text: 'согласна' }, { authorId: anotherPerson });
    expect(isBySecondPerson(named(aPerson), approval, supervisor)).toBe(true);
    expect(isBySecondPerson(named(localId), approval, supervisor)).toBe(false);
  });
});
