import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closureRelations, type Relation } from '#shared/domain/report/relations.ts';
import type { Cell, ReportRow } from '#shared/domain/report/shape.ts';
import { marksFor, suppress } from '#shared/domain/report/suppress.ts';
import { isLinearlyTold, toldCells } from '#tests/support/disclosure.ts';

const none = new Map<string, number>();

function counts(of: Readonly<Record<string, number>>): Map<string, number> {
  return new Map(Object.entries(of));
}

/** The whole is the sum of its parts. */
function sumOf(whole: string, parts: readonly string[]): Relation {
  return {
    holds: 'equal',
    terms: [{ cell: whole, times: 1 }, ...parts.map((cell) => ({ cell, times: -1 }))],
  };
}

function rows(of: Readonly<Record<string, number>>): ReportRow[] {
  return Object.entries(of).map(([id, value]) => ({ id, label: id, cell: { value } }));
}

function suppressRows(of: Readonly<Record<string, number>>): Map<string, Cell> {
  const sections = [{ id: 'all', label: '', definitions: [], rows: rows(of) }];
  const shown = suppress({ sections, residentsOverTime: [], behind: none }).sections.flatMap(
    (section) => section.rows,
  );
  return new Map(shown.map((row) => [row.id, row.cell]));
}

const partNames = ['a', 'b', 'c', 'd'];
const aSum = fc
  .array(fc.oneof(fc.nat(4), fc.integer({ min: 5, max: 8 })), { minLength: 1, maxLength: 4 })
  .map((parts) => {
    const named = Object.fromEntries(parts.map((part, index) => [partNames[index] ?? '', part]));
    return counts({ whole: parts.reduce((total, part) => total + part, 0), ...named });
  });
const relationOf = (truth: ReadonlyMap<string, number>) => [
  sumOf(
    'whole',
    [...truth.keys()].filter((id) => id !== 'whole'),
  ),
];

/** A closure's figures that fit together: stages, destinations and movement of invented children. */
const aClosure = fc
  .record({
    baseline: fc.nat(40),
    stages: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)),
    home: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7)),
    others: fc.tuple(fc.nat(4), fc.nat(2), fc.nat(2)),
    closed: fc.nat(6),
    leftEarlier: fc.nat(3),
    reached: fc.nat(10),
    reentered: fc.nat(3),
  })
  .map((drawn) => {
    const [identified, assessment, planning, approved] = drawn.stages;
    const [birth, kin, guardianship] = drawn.home;
    const [transferred, agedOut, deceased] = drawn.others;
    const inFamilies = birth + kin + guardianship;
    const closed = Math.min(drawn.closed, birth + kin);
    const left = inFamilies + transferred + agedOut + deceased - Math.min(drawn.leftEarlier, inFamilies);
    const residents = identified + assessment + planning + approved;
    const from = Math.max(drawn.baseline, left);
    return {
      baseline: drawn.baseline,
      residents_from: from,
      admitted: Math.max(0, residents + left - from),
      left: left + Math.max(0, from - residents - left),
      residents_to: residents,
      'stage.identified': identified,
      'stage.assessment': assessment,
      'stage.planning': planning,
      'stage.approved': approved,
      'stage.returned': birth + kin - closed,
      'stage.closed': closed,
      'stage.alternative_family': guardianship,
      'stage.transferred': transferred,
      'stage.aged_out': agedOut,
      'stage.deceased': deceased,
      'destination.birth_family': birth,
      'destination.kin_guardianship': kin,
      'destination.guardianship': guardianship,
      'destination.transferred': transferred,
      'destination.aged_out': agedOut,
      'destination.deceased': deceased,
      returned_home: birth + kin,
      alternative_family: guardianship,
      departed_otherwise: transferred + agedOut + deceased,
      reentered: drawn.reentered,
    };
  });

describe('suppression of small cells', () => {
  it('hides counts of one to four and leaves zero and five', () => {
    const shown = suppressRows({ 'missing.documents': 4, 'missing.decision': 0, 'missing.conference': 5 });
    expect(shown.get('missing.documents')).toEqual({ suppressed: 'small' });
    expect(shown.get('missing.decision')).toEqual({ value: 0 });
    expect(shown.get('missing.conference')).toEqual({ value: 5 });
  });

  it('hides one more part, the smallest, where the sum would give a hidden part away', () => {
    const hidden = marksFor(counts({ whole: 30, a: 3, b: 9, c: 18 }), [sumOf('whole', ['a', 'b', 'c'])]);
    expect([...hidden]).toEqual([
      ['a', 'small'],
      ['b', 'complementary'],
    ]);
  });

  it('needs nothing more where two hidden parts cover each other', () => {
    const hidden = marksFor(counts({ whole: 30, a: 3, b: 2, c: 25 }), [sumOf('whole', ['a', 'b', 'c'])]);
    expect([...hidden.keys()]).toEqual(['a', 'b']);
  });

  it('sees that two hidden parts of eight can only be four and four', () => {
    const hidden = marksFor(counts({ whole: 28, a: 4, b: 4, c: 20 }), [sumOf('whole', ['a', 'b', 'c'])]);
    expect(hidden.get('c')).toBe('complementary');
  });

  it('hides the mark itself where four children in four places would be told by "<5"', () => {
    const truth = counts({ whole: 4, a: 1, b: 1, c: 1, d: 1 });
    const hidden = marksFor(truth, [sumOf('whole', ['a', 'b', 'c', 'd'])]);
    expect(hidden.get('whole')).toBe('complementary');
    expect(toldCells(truth, hidden)).toEqual([]);
  });

  it('does not let the way from baseline to residents tell how many were admitted', () => {
    const shown = suppressRows({ residents_from: 33, admitted: 2, left: 8, residents_to: 27 });
    expect(shown.get('admitted')).toEqual({ suppressed: 'small' });
    expect([...shown.values()].filter((cell) => 'suppressed' in cell)).toHaveLength(2);
  });

  it('hides how many are unknown when nobody went back and "home of" would tell it', () => {
    const sections = [
      {
        id: 'outcome',
        label: '',
        definitions: [],
        rows: [
          { id: 'still_home.m3', label: '', cell: { value: 27 }, of: { value: 30 } },
          ...rows({ 'still_home_unknown.m3': 3, reentered: 0 }),
        ],
      },
    ];
    const [home, unknown] = suppress({ sections, residentsOverTime: [], behind: none }).sections.flatMap(
      (one) => one.rows,
    );
    expect(unknown?.cell).toEqual({ suppressed: 'small' });
    expect([home?.cell, home?.of].some((cell) => cell !== undefined && 'suppressed' in cell)).toBe(true);
  });

  it('hides a small number in the chart as it hides it in the table', () => {
    const sections = [
      { id: 'movement', label: '', definitions: [], rows: rows({ residents_from: 20, residents_to: 3 }) },
    ];
    const chart = [
      { on: '2026-01-31', cell: { value: 12 } },
      { on: '2026-02-28', cell: { value: 3 } },
    ];
    const shown = suppress({ sections, residentsOverTime: chart, behind: none });
    expect(shown.residentsOverTime.map((point) => point.cell)).toEqual([
      { value: 12 },
      { suppressed: 'small' },
    ]);
  });

  it('hides an amount behind which one to four children stand, and says nothing more than that it is hidden', () => {
    const amounts = (children: number): Cell[] => {
      const cell = { amount: 250_000, unit: 'tenge' } as const;
      const section = {
        id: 'support',
        label: '',
        definitions: [],
        rows: [{ id: 'support_planned', label: '', cell }],
      };
      const behind = new Map([['support_planned', children]]);
      return suppress({ sections: [section], residentsOverTime: [], behind }).sections.flatMap(
        ({ rows: all }) => all.map((row) => row.cell),
      );
    };
    for (const few of [1, 4]) expect(amounts(few)).toEqual([{ suppressed: 'complementary', unit: 'tenge' }]);
    for (const enough of [0, 5]) expect(amounts(enough)).toEqual([{ amount: 250_000, unit: 'tenge' }]);
  });

  it('hides the median of days wherever the number of children beside it is hidden', () => {
    const days = (stage: string) => ({
      id: `days_at_stage.${stage}`,
      label: '',
      cell: { amount: 40, unit: 'days' } as const,
    });
    const figures = { residents_to: 30, 'stage.identified': 21, 'stage.planning': 7, 'stage.approved': 2 };
    const section = {
      id: 'all',
      label: '',
      definitions: [],
      rows: [...rows(figures), ...['identified', 'planning', 'approved'].map(days)],
    };
    const behind = new Map(
      ['identified', 'planning', 'approved'].map((stage) => [`days_at_stage.${stage}`, 9]),
    );
    const [shown] = suppress({ sections: [section], residentsOverTime: [], behind }).sections;
    const hidden = shown?.rows.filter((row) => 'suppressed' in row.cell).map((row) => row.id) ?? [];
    expect(hidden).toContain('stage.approved');
    for (const stage of ['identified', 'planning', 'approved']) {
      expect(hidden.includes(`days_at_stage.${stage}`)).toBe(hidden.includes(`stage.${stage}`));
    }
  });

  it('protects the rest of a share: "28 of 30" would tell of two who went back', () => {
    const share = (home: number, of: number, unknown: number, back: number) => {
      const section = {
        id: 'outcome',
        label: '',
        definitions: [],
        rows: [
          { id: 'still_home.m3', label: '', cell: { value: home }, of: { value: of } },
          ...rows({ 'still_home_unknown.m3': unknown, reentered: back }),
        ],
      };
      const [shown] = suppress({ sections: [section], residentsOverTime: [], behind: none }).sections;
      return shown?.rows[0];
    };
    const two = share(28, 30, 0, 2);
    expect([two?.cell, two?.of].some((cell) => cell !== undefined && 'suppressed' in cell)).toBe(true);
    expect(share(30, 30, 0, 0)).toMatchObject({ cell: { value: 30 }, of: { value: 30 } });
    expect(share(20, 30, 0, 10)).toMatchObject({ cell: { value: 20 }, of: { value: 30 } });
  });

  it('never leaves only one number for the few who went back, whatever the share', () => {
    const drawn = fc.record({ home: fc.nat(12), unknown: fc.nat(6), back: fc.nat(6), more: fc.nat(3) });
    fc.assert(
      fc.property(drawn, ({ home, unknown, back, more }) => {
        const of = home + unknown + back;
        const cells = { 'still_home_unknown.m3': unknown, reentered: back + more };
        const row = { id: 'still_home.m3', label: '', cell: { value: home }, of: { value: of } };
        const section = { id: 'outcome', label: '', definitions: [], rows: [row, ...rows(cells)] };
        const [shown] = suppress({ sections: [section], residentsOverTime: [], behind: none }).sections;
        const [first, second, third] = shown?.rows ?? [];
        const may = (cell: Cell | undefined, truth: number): number[] => {
          if (cell === undefined || 'value' in cell) return [truth];
          if (!('suppressed' in cell) || cell.suppressed === 'small') return [1, 2, 3, 4];
          return Array.from({ length: 40 }, (_, index) => index + (truth < 5 ? 1 : 5));
        };
        const possible = new Set<number>();
        for (const whole of may(first?.of, of))
          for (const part of may(first?.cell, home))
            for (const other of may(second?.cell, unknown))
              for (const all of may(third?.cell, back + more)) {
                const rest = whole - part - other;
                if (rest >= 0 && rest <= all) possible.add(rest);
              }
        expect(possible).toContain(back);
        if (back >= 1 && back <= 4) expect(possible.size).toBeGreaterThan(1);
      }),
      { numRuns: 200 },
    );
  });

  it('knows that a reader may know how many children there are in all', () => {
    // a later period: whoever left before it is not in its movement
    const shown = suppressRows({
      residents_from: 31,
      admitted: 0,
      left: 0,
      residents_to: 31,
      'stage.identified': 31,
      'stage.returned': 2,
      returned_home: 2,
    });
    expect(shown.get('stage.returned')).toEqual({ suppressed: 'small' });
    expect(
      [...shown].filter(([id, cell]) => id !== 'stage.returned' && 'suppressed' in cell).length,
    ).toBeGreaterThan(1);
  });

  it('never leaves only one way to fill a hidden cell of a sum', () => {
    fc.assert(
      fc.property(aSum, (truth) => {
        expect(toldCells(truth, marksFor(truth, relationOf(truth)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('hides no count of five or more that could be shown', () => {
    fc.assert(
      fc.property(aSum, (truth) => {
        const hidden = marksFor(truth, relationOf(truth));
        for (const [id, mark] of hidden) {
          if (mark !== 'complementary' || (truth.get(id) ?? 0) < 5) continue;
          const without = new Map([...hidden].filter(([other]) => other !== id));
          expect(toldCells(truth, without)).not.toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets no hidden figure of a closure be added up from those shown', () => {
    fc.assert(
      fc.property(aClosure, (figures) => {
        const shown = suppressRows(figures);
        const truth = counts(figures);
        const hidden = [...shown].filter(([, cell]) => 'suppressed' in cell).map(([id]) => id);
        const section = { id: 'all', label: '', definitions: [], rows: rows(figures) };
        const kept = closureRelations([section]).filter(
          ({ terms }) =>
            terms.reduce((total, { cell, times }) => total + times * (truth.get(cell) ?? 0), 0) === 0,
        );
        expect(hidden.filter((id) => isLinearlyTold(id, hidden, kept))).toEqual([]);
        for (const [id, value] of truth) {
          if (value >= 1 && value <= 4) expect(shown.get(id)).toHaveProperty('suppressed');
          if (value === 0) expect(shown.get(id)).toEqual({ value: 0 });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('hides the same cells however the rows are spread over sections', () => {
    fc.assert(
      fc.property(aClosure, (figures) => {
        const apart = rows(figures).map((row) => ({ id: row.id, label: '', definitions: [], rows: [row] }));
        const shown = suppress({ sections: apart, residentsOverTime: [], behind: none }).sections;
        expect(shown.flatMap((section) => section.rows).map((row) => [row.id, row.cell])).toEqual([
          ...suppressRows(figures),
        ]);
      }),
      { numRuns: 10 },
    );
  });
});
