/** Figures of a day and of a period: who is counted by then, and what a period can know. */
import { describe, expect, it } from 'vitest';
import { figures } from '#shared/domain/indicators/figures.ts';
import { closureOfPeriod } from '#shared/domain/report/closurePeriod.ts';
import type { Cell, ReportModel } from '#shared/domain/report/shape.ts';
import type { CaseSummary } from '#shared/domain/summary/shape.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import { anId, anInstitution } from '#tests/factories/steps.ts';
import { aChild, aVisit, Story } from '#tests/factories/story.ts';

const summaryOf = (story: Story): CaseSummary => ({ ...summarise(story.state), caseId: anId() });

function on(summaries: readonly CaseSummary[], asOf: string, baselineDay: string | null = '2025-11-01') {
  return figures({ institutionId: anInstitution, summaries, baselineDay, position: 7, asOf });
}

function report(
  summaries: readonly CaseSummary[],
  from: string,
  to: string,
  baselineDay: string | null,
): ReportModel {
  return closureOfPeriod({
    institution: { id: anInstitution, name: 'Дом надежды' },
    from,
    to,
    asOf: '2026-12-31',
    suppressed: false,
    figuresOn: (day) => on(summaries, day, baselineDay),
  });
}

function value(model: ReportModel, id: string): number | null {
  const row = model.sections.flatMap((section) => section.rows).find((one) => one.id === id);
  const cell: Cell | undefined = row?.cell;
  return cell !== undefined && 'value' in cell ? cell.value : null;
}

describe('the figures of a day that is past', () => {
  it('do not contain a child that came later', () => {
    const earlier = summaryOf(new Story('2025-02-15'));
    const later = summaryOf(new Story('2025-12-20'));
    const told = on([earlier, later], '2025-12-01');
    expect(told).toMatchObject({ residents: 1, byStage: { identified: 1 } });
    expect(told.missing.find((one) => one.id === 'ground_recorded')).toEqual({
      id: 'ground_recorded',
      children: 1,
    });
    expect(on([earlier, later], '2025-12-20')).toMatchObject({ residents: 2, byStage: { identified: 2 } });
  });

  it('contain a child of a register that is dated into the future: it lives there today', () => {
    const story = new Story();
    story.steps.splice(1);
    story.add(
      'child.admitted',
      { child: aChild, admittedOn: null, registerDate: '2026-11-01' },
      '2025-11-01',
    );
    expect(on([summaryOf(story)], '2025-11-02')).toMatchObject({ residents: 1, byStage: { identified: 1 } });
  });

  it('miss no visit that a re-entry has made pointless', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('visit.recorded', aVisit(), '2025-11-27');
    story.record('reentry.recorded', { reasons: ['poverty'], text: 'нет дохода' }, '2025-12-05');
    // R+7 had been due on 2 December, and the next visit only on the 9th
    expect(on([summaryOf(story)], '2026-01-01').visits).toEqual({ due: 2, done: 1, seen: 1, missed: 0 });
  });
});

describe('the report of a period', () => {
  const home = summaryOf(new Story('2025-02-15').toReturned('2025-11-25'));
  const staying = summaryOf(new Story('2025-10-20'));
  const added = summaryOf(new Story('2025-12-10'));
  const all = [home, staying, added];

  it('that begins before the baseline day is counted from that day, and adds up', () => {
    const model = report(all, '2025-10-01', '2025-12-31', '2025-11-01');
    expect(['residents_from', 'admitted', 'left', 'residents_to'].map((id) => value(model, id))).toEqual([
      2, 1, 1, 2,
    ]);
    expect(
      model.residentsOverTime.map(({ on: day, cell }) => [day, 'value' in cell ? cell.value : null]),
    ).toEqual([
      ['2025-11-30', 1],
      ['2025-12-31', 2],
    ]);
  });

  it('adds up wherever it begins', () => {
    for (const from of [
      '2024-01-01',
      '2025-10-31',
      '2025-11-01',
      '2025-11-02',
      '2025-11-25',
      '2025-11-26',
      '2025-12-31',
    ]) {
      for (const baselineDay of ['2025-11-01', null]) {
        const model = report(all, from, '2025-12-31', baselineDay);
        const [start = 0, admitted = 0, left = 0, end = 0] = [
          'residents_from',
          'admitted',
          'left',
          'residents_to',
        ].map((id) => value(model, id) ?? Number.NaN);
        expect([from, start + admitted - left]).toEqual([from, end]);
      }
    }
  });
});
