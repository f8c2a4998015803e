/**
 * What several institutions come to together, from nothing but what is shown of each: where a
 * count is hidden, the total is a range that any reader could work out. An exact total beside
 * hidden parts would give them away.
 */
import type { Cell } from '../domain/report/shape.ts';

/** `to` null: at least `from`. */
export interface Total {
  readonly from: number;
  readonly to: number | null;
}

export function totalOf(cells: readonly Cell[]): Total {
  return cells.reduce<Total>(
    (total, cell) => {
      const { from, to } = boundsOf(cell);
      return {
        from: total.from + from,
        to: total.to === null || to === null ? null : total.to + to,
      };
    },
    { from: 0, to: 0 },
  );
}

/** "<5" is one to four; of "…" it is known only that it is not zero. */
function boundsOf(cell: Cell): Total {
  if ('value' in cell) return { from: cell.value, to: cell.value };
  if ('amount' in cell) return { from: cell.amount, to: cell.amount };
  return cell.suppressed === 'small' ? { from: 1, to: 4 } : { from: 1, to: null };
}
