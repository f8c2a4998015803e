/** Figures: all institutions in reach, or the report of one. */

import { OverviewPage } from './OverviewPage.tsx';
import { ReportPage } from './ReportPage.tsx';

/** @param about id of an institution */
export function FiguresPage({ about }: { about: string | null }) {
  return about === null ? <OverviewPage /> : <ReportPage key={about} institution={about} />;
}
