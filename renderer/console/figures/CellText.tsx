/** A figure; a hidden one says why it is hidden, to eyes and to screen readers. */
import type { Cell } from '#shared/domain/report/shape.ts';
import { formatNumber, formatTenge } from '#shared/i18n/format.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';

export function CellText({ cell }: { cell: Cell }) {
  const t = useText();
  const { language } = useLanguage();
  if ('value' in cell) return formatNumber(cell.value, language);
  if ('amount' in cell) {
    return cell.unit === 'tenge'
      ? formatTenge(cell.amount, language)
      : t(`reports.units.${cell.unit}`, { count: cell.amount });
  }
  const why = t(cell.suppressed === 'small' ? 'console.figures.hiddenSmall' : 'console.figures.hiddenOther');
  return (
    <span title={why}>
      {cell.suppressed === 'small' ? '<5' : '…'}
      <span className="only-spoken"> ({why})</span>
    </span>
  );
}
