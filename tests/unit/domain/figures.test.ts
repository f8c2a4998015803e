import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import { figures } from '#shared/domain/indicators/figures.ts';
import { stillHome } from '#shared/domain/indicators/stillHome.ts';
import type { CaseSummary, SummaryReturn } from '#shared/domain/summary/shape.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import { anId, anInstitution } from '#tests/factories/steps.ts';
import { Story } from '#tests/factories/story.ts';

const day = fc.integer({ min: 0, max: 600 }).map((offset) => addDays('2025-06-01', offset));
const blank = summarise(new Story().state);

const anySummary: fc.Arbitrary<CaseSummary> = fc
  .array(fc.record({ admittedOn: fc.option(day), knownOn: day, leftOn: fc.option(day) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((episodes) => ({
    ...blank,
    caseId: anId(),
    // only the last episode can be open: a re-entry follows a departure
    episodes: episodes.map((one, index) => ({
      ...one,
      leftOn: index < episodes.length - 1 ? (one.leftOn ?? one.knownOn) : one.leftOn,
      leftTo: null,
    })),
  }));

function at(summaries: CaseSummary[], asOf: string, baselineDay: string | null = '2025-11-01') {
  return figures({ institutionId: anInstitution, summaries, baselineDay, position: 7, asOf });
}

describe("the institution's figures", () => {
  it('net out admissions: residents = baseline + admitted − left, on every day, whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(anySummary, { maxLength: 12 }), day, day, (summaries, one, other) => {
        const [baselineDay, asOf] = [one, other].sort() as [string, string];
        const told = at(summaries, asOf, baselineDay);
        expect(told.residents).toBe(told.baseline + told.admitted - told.left);
        for (const point of told.residentsOverTime) expect(point.residents).toBeGreaterThanOrEqual(0);
        expect(told.residentsOverTime.at(-1)?.residents).toBe(told.residents);
      }),
    );
  });

  it('do not depend on the order of the summaries', () => {
    fc.assert(
      fc.property(fc.array(anySummary, { maxLength: 8 }), day, (summaries, asOf) => {
        expect(at(summaries.toReversed(), asOf)).toEqual(at(summaries, asOf));
      }),
    );
  });

  it('tell the child on a trial stay as a resident until the return', () => {
    const story = new Story().toReturned('2025-11-25');
    const summary = summarise(story.state);
    expect(at([summary], '2025-11-24')).toMatchObject({
      residents: 1,
      returnedHome: 0,
      byStage: { trial_stay: 1 },
    });
    expect(at([summary], '2025-11-25')).toMatchObject({
      residents: 0,
      left: 1,
      returnedHome: 1,
      byStage: { returned: 1 },
      byDestination: { birth_family: 1 },
    });
  });

  it('never call a transfer returned', () => {
    const story = new Story();
    story.record(
      'stage.moved',
      { to: 'transferred', reason: 'профильная школа', toInstitution: 'Школа № 2' },
      '2025-12-01',
    );
    expect(at([summarise(story.state)], '2025-12-02')).toMatchObject({
      residents: 0,
      returnedHome: 0,
      departedOtherwise: 1,
      byDestination: { transferred: 1 },
    });
  });

  it('count visits due, done and seen from the frozen schedule', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('visit.recorded', { visitType: 'school', childSeen: true, atHome: 'yes' }, '2025-11-27');
    const unseen = { visitType: 'home', childSeen: false, notSeenReason: 'в школе', atHome: 'yes' };
    story.record('visit.recorded', unseen, '2025-12-02');
    expect(at([summarise(story.state)], '2025-12-20').visits).toEqual({
      due: 4,
      done: 2,
      seen: 1,
      missed: 1,
    });
  });

  it('count a child home as seen for 30 days after any visit, and nobody once the case is closed', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2026-01-25');
    const summary = summarise(story.state);
    expect(at([summary], '2026-02-24').seenWithin30).toEqual({ seen: 1, of: 1 });
    expect(at([summary], '2026-02-25').seenWithin30).toEqual({ seen: 0, of: 1 });
    const closed = {
      ...summary,
      stages: [...summary.stages, { stage: 'closed' as const, on: '2026-02-01' }],
    };
    expect(at([closed], '2026-02-24').seenWithin30).toEqual({ seen: 0, of: 0 });
  });

  it('move the child back among the residents at a re-entry, and keep the return in the record', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('reentry.recorded', { reasons: ['parent_illness'], text: 'мать в больнице' }, '2026-02-01');
    expect(at([summarise(story.state)], '2026-02-01')).toMatchObject({
      baseline: 1,
      admitted: 1,
      left: 1,
      residents: 1,
      reentered: 1,
      returnedHome: 0,
      byStage: { reentered: 1 },
    });
  });
});

describe('still home after months', () => {
  const home: SummaryReturn = {
    on: '2025-11-30',
    destination: 'birth_family',
    kind: 'home',
    slots: [],
    confirmedHomeOn: [],
    seenOn: [],
    reenteredOn: null,
    endedOn: null,
  };

  it('counts nobody before the day has come', () => {
    expect(stillHome([home], 3, '2026-02-27')).toEqual({ home: 0, of: 0, unknown: 0 });
    expect(stillHome([home], 3, '2026-02-28')).toEqual({ home: 0, of: 1, unknown: 1 });
  });

  it('takes a confirmation within 92 days before, or at any later day', () => {
    expect(stillHome([{ ...home, confirmedHomeOn: ['2025-11-27'] }], 3, '2026-02-28').unknown).toBe(1);
    expect(stillHome([{ ...home, confirmedHomeOn: ['2025-11-28'] }], 3, '2026-02-28').home).toBe(1);
    expect(stillHome([{ ...home, confirmedHomeOn: ['2026-01-05'] }], 3, '2026-02-28').home).toBe(1);
    expect(stillHome([{ ...home, confirmedHomeOn: ['2026-06-01'] }], 3, '2026-06-02').home).toBe(1);
  });

  it('says neither home nor unknown of a child who re-entered', () => {
    const back = { ...home, confirmedHomeOn: ['2026-01-05'], reenteredOn: '2026-02-10' };
    expect(stillHome([back], 3, '2026-03-01')).toEqual({ home: 0, of: 1, unknown: 0 });
  });

  it('does not know today of a re-entry that comes later', () => {
    const later = { ...home, confirmedHomeOn: ['2026-01-05'], reenteredOn: '2026-05-10' };
    expect(stillHome([later], 3, '2026-03-01')).toEqual({ home: 1, of: 1, unknown: 0 });
  });

  it('never adds up to more than the returns', () => {
    const anyReturn = fc.record({
      on: day,
      destination: fc.constant('birth_family' as const),
      kind: fc.constantFrom('home' as const, 'alternative_family' as const),
      slots: fc.constant<SummaryReturn['slots']>([]),
      confirmedHomeOn: fc.array(day),
      seenOn: fc.array(day),
      reenteredOn: fc.option(day),
      endedOn: fc.option(day),
    });
    fc.assert(
      fc.property(
        fc.array(anyReturn, { maxLength: 10 }),
        fc.constantFrom(3, 6, 12),
        day,
        (returns, months, asOf) => {
          const told = stillHome(returns, months, asOf);
          expect(told.home + told.unknown).toBeLessThanOrEqual(told.of);
          expect(told.of).toBeLessThanOrEqual(returns.length);
        },
      ),
    );
  });
});
