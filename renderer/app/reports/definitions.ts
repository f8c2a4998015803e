/** Which definitions a report needs: each once, in the order of its sections; those of every report last. Pure. */
import type { ReportModel } from '#shared/domain/report/shape.ts';

export function definitionsOf(model: Pick<ReportModel, 'sections' | 'suppressed'>): string[] {
  const always = model.suppressed ? ['suppression', 'as_of'] : ['as_of'];
  const needed = model.sections.flatMap(({ definitions }) => definitions);
  return [...new Set(needed.filter((id) => !always.includes(id))), ...always];
}
