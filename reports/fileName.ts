/** Names of report files: plain letters, so that any file system and mail takes them. */
import type { ReportFormat, ReportModel } from '#shared/domain/report/shape.ts';

/**
 * "uige-closure-2025-11-01--2026-12-31-as-of-2026-12-31.xlsx"; "-internal" before the dot where
 * small numbers are shown, so that nobody sends it out by mistake.
 */
export function reportFileName(model: ReportModel, format: ReportFormat): string {
  const inside = model.suppressed ? '' : '-internal';
  return `uige-${model.type}-${model.from}--${model.to}-as-of-${model.asOf}${inside}.${format}`;
}
