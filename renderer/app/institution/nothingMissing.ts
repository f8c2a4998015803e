/**
 * What is said where nothing is missing: "every child is ready" would be untrue where nobody is on the way home.
 * Pure.
 */
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { isResident, stages } from '#shared/domain/stages.ts';
import type { TextKey } from '#shared/i18n/index.ts';

export function nothingMissing({ byStage }: Pick<InstitutionFigures, 'byStage'>): TextKey {
  const onTheWay = stages.some((stage) => isResident(stage) && (byStage[stage] ?? 0) > 0);
  return onTheWay ? 'institution.missing.none' : 'institution.stages.none';
}
