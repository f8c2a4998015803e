/** Prints the figures and the report of a few invented children; run by elsewhere.test.ts in other processes. */
import { dayOfInstant, startOfDay } from '#shared/country/kz/zone.ts';
import { addDays, addMonths } from '#shared/domain/day.ts';
import { figures } from '#shared/domain/indicators/figures.ts';
import { closureOfPeriod } from '#shared/domain/report/closurePeriod.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import { anId, anInstitution } from '#tests/factories/steps.ts';
import { aVisit, Story } from '#tests/factories/story.ts';

const stories = ['2025-10-25', '2025-11-25', '2025-12-31', '2026-02-28'].map((on) => {
  const story = new Story().toReturned(on < '2025-11-25' ? '2025-11-25' : on);
  for (const days of [2, 8, 90]) story.record('visit.recorded', aVisit(), addDays(on, days));
  return story;
});
const summaries = stories.map((story) => ({ ...summarise(story.state), caseId: anId() }));
const model = closureOfPeriod({
  institution: { id: anInstitution, name: 'Дом надежды' },
  from: '2025-10-01',
  to: '2026-10-25',
  asOf: '2026-10-25',
  suppressed: false,
  figuresOn: (asOf) =>
    figures({ institutionId: anInstitution, summaries, baselineDay: '2025-11-01', position: 7, asOf }),
});
// days on which clocks elsewhere are moved
const days = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'].map((day) => [
  dayOfInstant(startOfDay(day)),
  dayOfInstant(startOfDay(day) - 1),
  addDays(day, 1),
  addMonths(day, 1),
]);
process.stdout.write(JSON.stringify({ model, days }));
