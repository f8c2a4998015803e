import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { decodeSteps, encodeSteps, stepColumns, type TravellingStep } from '#shared/sync/columns.ts';
import { saltLength } from '#shared/sync/seal.ts';

const uuid = fc.uuid().map((id) => id.toLowerCase());
const instant = fc
  .integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2099-12-31T00:00:00Z') })
  .map((time) => new Date(time).toISOString());
const anyStep: fc.Arbitrary<TravellingStep> = fc.record({
  id: uuid,
  feedId: uuid,
  deviceId: uuid,
  seq: fc.integer({ min: 1, max: 1e9 }),
  basePos: fc.nat(1e9),
  kind: fc.constantFrom('note.added', 'visit.recorded', 'something.later'),
  version: fc.integer({ min: 1, max: 9 }),
  minReader: fc.integer({ min: 1, max: 9 }),
  occurredOn: fc.nat(20_000).map((days) => addDays('1990-01-01', days)),
  recordedAt: instant,
  clockOffset: fc.integer({ min: -1e10, max: 1e10 }),
  authorId: uuid,
  eventId: fc.option(uuid),
  payload: fc.jsonValue().map((value) => canonicalBytes(value)),
  salt: fc.uint8Array({ minLength: saltLength, maxLength: saltLength }),
});

describe('steps on the wire', () => {
  test('arrive exactly as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
        const sent = JSON.parse(JSON.stringify(encodeSteps(steps)));
        expect(decodeSteps(stepColumns.parse(sent))).toEqual(steps);
      }),
    );
  });

  test('are no message of ours when a column is short or an index points nowhere', () => {
    const [one, two] = fc.sample(anyStep, 2);
    if (one === undefined || two === undefined) throw new Error('no sample');
    const columns = encodeSteps([one, two]);
    expect(decodeSteps({ ...columns, seq: columns.seq.slice(1) })).toBeNull();
    expect(decodeSteps({ ...columns, random: '' })).toBeNull();
    expect(decodeSteps({ ...columns, feed: [0, 7] })).toBeNull();
    expect(decodeSteps({ ...columns, idTime: [2 ** 52, 0] })).toBeNull();
  });

  test('cost under 150 bytes each: visits, notes of 150 letters, corrections, as a caseworker writes them', () => {
    const steps = fc.sample(typicalStep, { numRuns: 1000, seed: 7 });
    const packed = zstdCompressSync(
      JSON.stringify(encodeSteps(steps.map((step, at) => ({ ...step, seq: at + 1 })))),
    );
    expect(packed.length / steps.length).toBeLessThan(150);
  });
});

/** Words of random letters: no text of a person packs worse. */
const letters = 'аәбвгғдеёжзиійкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 9 });
const vocabulary = fc.sample(word, { numRuns: 3000, seed: 3 });
const text = (length: number) =>
  fc
    .array(fc.constantFrom(...vocabulary), {
      minLength: Math.ceil(length / 4),
      maxLength: Math.ceil(length / 4),
    })
    .map((words) => words.join(' ').slice(0, length));
const visit = text(40).map((words) => ({
  kind: 'visit.recorded',
  payload: {
    visitType: 'home',
    childSeen: true,
    notSeenReason: null,
    atHome: 'yes',
    childsWords: null,
    text: words,
  },
}));
const note = text(150).map((words) => ({ kind: 'note.added', payload: { text: words } }));
const correction = fc.tuple(text(12), text(20)).map(([familyPlace, reason]) => ({
  kind: 'child.amended',
  payload: { set: { familyPlace }, reason },
}));
const feeds = fc.sample(uuid, { numRuns: 40, seed: 5 });
const start = Date.parse('2026-01-05T05:00:00Z');
const typicalStep: fc.Arbitrary<TravellingStep> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: visit },
      { weight: 3, arbitrary: note },
      { weight: 3, arbitrary: correction },
    ),
    fc.constantFrom(...feeds),
    fc.nat(30 * 86_400_000),
    fc.nat(60),
    fc.uint8Array({ minLength: saltLength, maxLength: saltLength, size: 'max' }),
    fc.uint8Array({ minLength: 10, maxLength: 10 }),
  )
  .map(([{ kind, payload }, feedId, after, basePos, salt, random]) => {
    const time = (start + after).toString(16).padStart(12, '0');
    const hex = time + Buffer.from(random).toString('hex');
    return {
      id: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
      feedId,
      deviceId: '00000000-0000-7000-9000-000000000001',
      seq: 1,
      basePos,
      kind,
      version: 1,
      minReader: 1,
      occurredOn: new Date(start + after).toISOString().slice(0, 10),
      recordedAt: new Date(start + after).toISOString(),
      clockOffset: 120,
      authorId: '00000000-0000-7000-9000-000000000002',
      eventId: null,
      payload: canonicalBytes(payload),
      salt,
    };
  });
