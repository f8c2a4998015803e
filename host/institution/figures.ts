/**
 * An institution's figures at a position of its feed. Computed from the logged summaries alone, so that
 * the same position gives the same figures on any device; cases this device holds are never looked at.
 */
import type { Reader } from '#db/open/handles.ts';
import { type InstitutionAt, positionAsOf, summaryLog } from '#db/queries/institution.ts';
import { feedOfInstitution } from '#db/steps/feeds.ts';
import { startOfDay } from '#shared/country/kz/zone.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import { figures } from '#shared/domain/indicators/figures.ts';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';

/** What was known at the end of a day: as-of is the last position received before that. */
export function institutionAsOf(reader: Reader, institutionId: string, asOf: Day): InstitutionAt {
  const feedId = feedOfInstitution(reader, 'institution', institutionId);
  if (feedId === null) return { position: 0, summaries: [], baseline: null };
  const endOfDay = new Date(startOfDay(addDays(asOf, 1)));
  return summaryLog(reader, feedId, positionAsOf(reader, feedId, endOfDay));
}

/** The figures for a day, from what was known. */
export function figuresOn(institutionId: string, known: InstitutionAt, day: Day): InstitutionFigures {
  const { position, summaries, baseline } = known;
  return figures({ institutionId, summaries, baselineDay: baseline?.day ?? null, position, asOf: day });
}
