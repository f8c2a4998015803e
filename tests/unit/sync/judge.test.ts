import { describe, expect, test } from 'vitest';
import { type Circumstances, judge, momentOf } from '#server/sync/judge.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { firstPrevHash, maxPayloadBytes, type SealedStep, sealBytes } from '#shared/sync/seal.ts';
import { anId } from '../../factories/steps.ts';

const author = anId();
const now = new Date('2026-03-02T10:00:00Z');

function aStep(change: Partial<SealedStep> = {}): SealedStep {
  const header = {
    id: anId(),
    feedId: anId(),
    deviceId: anId(),
    seq: 1,
    basePos: 0,
    kind: 'note.added',
    version: 1,
    minReader: 1,
    occurredOn: '2026-03-02',
    recordedAt: now.toISOString(),
    clockOffset: 0,
    authorId: author,
    eventId: null,
    ...change,
  };
  const payload = change.payload ?? canonicalBytes({ text: 'запись' });
  return sealBytes(header, payload, new Uint8Array(16), firstPrevHash);
}

const usual: Circumstances = {
  sealHolds: true,
  revoked: false,
  authorIds: new Set([author]),
  feed: { kind: 'case', opensHere: false },
  roles: ['caseworker'],
  moment: momentOf(now),
};

function verdict(change: Partial<SealedStep>, around: Partial<Circumstances> = {}): string {
  const { verdict, reason } = judge(aStep(change), { ...usual, ...around });
  return reason === null ? verdict : `${verdict}: ${reason}`;
}

describe('the verdict on a pushed step', () => {
  test('is accepted for casework by the caseworker', () => {
    expect(verdict({})).toBe('accepted');
  });

  test('keeps what it does not understand: a later kind, a later version', () => {
    expect(verdict({ kind: 'something.later', payload: canonicalBytes({ any: 1 }) })).toBe('accepted');
    expect(verdict({ version: 2, payload: canonicalBytes({ any: 1 }) })).toBe('accepted');
  });

  test('refuses what is broken, and what is not the author’s to write', () => {
    expect(verdict({}, { sealHolds: false })).toBe('refused: seal_broken');
    const large = canonicalBytes({ text: 'a'.repeat(maxPayloadBytes) });
    expect(verdict({ payload: large })).toBe('refused: payload_too_large');
    expect(verdict({ payload: canonicalBytes({ text: '' }) })).toBe('refused: payload_malformed');
    expect(verdict({ payload: new TextEncoder().encode('{"text": "a"}') })).toBe(
      'refused: payload_malformed',
    );
    expect(verdict({ occurredOn: '2026-02-30' })).toBe('refused: header_malformed');
    expect(verdict({ kind: 'NOTE' })).toBe('refused: header_malformed');
    expect(verdict({ authorId: anId() })).toBe('refused: author');
    expect(verdict({ kind: 'case.summarised' })).toBe('refused: derived');
    expect(verdict({}, { feed: { kind: 'institution', opensHere: false } })).toBe('refused: wrong_feed');
  });

  test('withholds what the author may not reach', () => {
    expect(verdict({}, { revoked: true })).toBe('quarantined: revoked');
    expect(verdict({}, { feed: null })).toBe('quarantined: unknown_feed');
    expect(verdict({}, { roles: [] })).toBe('quarantined: no_grant');
    const opening = {
      kind: 'case.opened',
      payload: canonicalBytes({ caseCode: '7QK3-X0MT', childId: anId(), institutionId: anId() }),
    };
    expect(verdict(opening, { feed: { kind: 'case', opensHere: true }, roles: ['director'] })).toBe(
      'quarantined: no_membership',
    );
    const person = {
      kind: 'person.added',
      payload: canonicalBytes({ personId: anId(), name: 'Икс', roles: [] }),
    };
    expect(verdict(person, { feed: { kind: 'directory', opensHere: false } })).toBe('quarantined: no_grant');
  });

  test('sends to review what the role may not write, and what comes from the future', () => {
    const approval = canonicalBytes({ text: 'можно закрыть', withoutSecondPerson: true });
    expect(verdict({ kind: 'closure.approved', payload: approval })).toBe('needs_review: role');
    expect(verdict({ kind: 'closure.approved', payload: approval }, { roles: ['supervisor'] })).toBe(
      'accepted',
    );
    expect(verdict({ recordedAt: '2026-03-02T10:20:00.000Z' })).toBe('needs_review: clock');
    expect(verdict({ recordedAt: '2026-03-02T10:20:00.000Z', clockOffset: -20 * 60_000 })).toBe('accepted');
    expect(verdict({ occurredOn: '2026-03-03' })).toBe('needs_review: day');
  });

  test('takes the day of Kazakhstan for today', () => {
    // 00:30 on the third in Almaty
    const late = new Date('2026-03-02T19:30:00Z');
    expect(
      verdict({ occurredOn: '2026-03-03', recordedAt: late.toISOString() }, { moment: momentOf(late) }),
    ).toBe('accepted');
  });
});
