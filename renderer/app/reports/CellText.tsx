/** A figure of the report; a hidden one says why it is hidden, to eyes and to screen readers. */
import type { Cell, ReportRow } from '#shared/domain/report/shape.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { type Days, useDays } from '../../ui/days.ts';
import { useText } from '../../ui/texts.tsx';

const smallMark = '<5';
const hiddenMark = '…';

/** The figure, or "27 of 30"; hidden parts are explained once for the whole. */
export function RowValue({ row }: { row: ReportRow }) {
  const t = useText();
  const days = useDays();
  const cells = row.of === undefined ? [row.cell] : [row.cell, row.of];
  const text =
    row.of === undefined
      ? cellText(row.cell, days, t)
      : t('report.ofWhole', { value: cellText(row.cell, days, t), of: cellText(row.of, days, t) });
  const reasons = [...new Set(cells.flatMap((cell) => hiddenWhy(cell, t)))].join('; ');
  if (reasons === '') return text;
  return (
    <span title={reasons}>
      {text}
      <span className="only-spoken"> ({reasons})</span>
    </span>
  );
}

export function cellText(cell: Cell, days: Pick<Days, 'number' | 'tenge'>, t: Translator): string {
  if ('suppressed' in cell) return cell.suppressed === 'small' ? smallMark : hiddenMark;
  if ('value' in cell) return days.number(cell.value);
  if (cell.unit === 'tenge') return days.tenge(cell.amount);
  return t(`reports.units.${cell.unit}`, { count: cell.amount });
}

function hiddenWhy(cell: Cell, t: Translator): string[] {
  if (!('suppressed' in cell)) return [];
  if (cell.unit !== undefined) return [t('reports.suppressedAmount')];
  return [cell.suppressed === 'small' ? t('reports.suppressedSmall') : t('reports.suppressedComplementary')];
}
