/**
 * The table of children: one line each, only those on the screen in the page. Arrow keys walk, Enter
 * opens; the whole list has one tab stop.
 */
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ChildRow } from '#shared/contract/views.ts';
import { useText } from '../../ui/texts.tsx';
import { useOnPaper } from '../../ui/useOnPaper.ts';
import { type ChildPages, useChildPages } from './childPages.ts';
import classes from './children.module.css';
import { columns, features } from './columns.tsx';
import { type ChildSort, type ListView, sortedBy } from './listView.ts';
import { walked } from './walked.ts';

const rowHeight = 54;
/** A longer list is no use on paper, and would have to be fetched whole. */
const mostOnPaper = 300;
const columnIds = ['name', 'birth', 'stage', 'days_in_care', 'place', 'caseworker', 'next_due'] as const;

export interface ChildrenTableProps {
  readonly view: ListView;
  readonly change: (view: Partial<ListView>) => void;
  readonly total: number;
}

export function ChildrenTable({ view, change, total }: ChildrenTableProps) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: view.scrolled,
    onChange: (instance, scrolling) => {
      if (!scrolling && instance.scrollOffset !== null) change({ scrolled: instance.scrollOffset });
    },
  });
  const items = virtual.getVirtualItems();
  const onPaper = useOnPaper();
  const fitsOnPaper = total <= mostOnPaper;
  const whole = onPaper && fitsOnPaper;
  const first = whole ? 0 : (items[0]?.index ?? 0);
  const last = whole ? total - 1 : (items.at(-1)?.index ?? 0);
  // what fits is held whole: once printing begins there is no time to fetch
  const pages = useChildPages(view, fitsOnPaper ? 0 : first, fitsOnPaper ? total - 1 : last);
  const walk = useWalking(total, first, last, (index) => virtual.scrollToIndex(index));
  const before = onPaper ? 0 : (items[0]?.start ?? 0);
  const after = onPaper ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className={classes.scroll} ref={scroller} data-testid="children-scroll">
      {fitsOnPaper ? null : (
        <p className="only-print">
          {t('children.partOnPaper', { from: first + 1, to: last + 1, total, most: mostOnPaper })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked with the keys, as in a grid */}
      <table className={classes.table} role="grid" aria-rowcount={total + 1} aria-label={t('children.title')}>
        <colgroup>
          {columnIds.map((id) => (
            <col key={id} className={`${classes[`col_${id}`]} ${classes[`of_${id}`]}`} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columnIds.map((id) => (
              <ColumnHead key={id} id={id} view={view} change={change} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={walk.onKeyDown}>
          {before > 0 ? <Gap height={before} /> : null}
          <Rows pages={pages} first={first} last={Math.min(last, total - 1)} active={walk.active} />
          {after > 0 ? <Gap height={after} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not in the page. */
function Gap({ height }: { height: number }) {
  return (
    <tr>
      <td colSpan={columnIds.length} style={{ height, padding: 0 }} />
    </tr>
  );
}

function ColumnHead({
  id,
  view,
  change,
}: { id: (typeof columnIds)[number] } & Omit<ChildrenTableProps, 'total'>) {
  const t = useText();
  const name = t(`children.columns.${id}`);
  if (id === 'place') {
    return (
      <th scope="col" className={classes.of_place}>
        <span className={classes.plainHead}>{name}</span>
      </th>
    );
  }
  const sort: ChildSort = id;
  const sorted = view.sort === sort;
  const Icon = view.descending ? IconChevronDown : IconChevronUp;
  return (
    <th
      scope="col"
      className={classes[`of_${id}`]}
      aria-sort={sorted ? (view.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className={classes.sort} onClick={() => change(sortedBy(view, sort))}>
        {name}
        {sorted ? <Icon size={14} aria-hidden /> : null}
      </button>
    </th>
  );
}

interface RowsProps {
  readonly pages: ChildPages;
  readonly first: number;
  readonly last: number;
  readonly active: number;
}

function Rows({ pages, first, last, active }: RowsProps) {
  const navigate = useNavigate();
  const loaded: ChildRow[] = [];
  const places = new Map<string, number>();
  const waiting: number[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = pages.row(index);
    if (row === undefined) waiting.push(index);
    else {
      loaded.push(row);
      places.set(row.caseId, index);
    }
  }
  const identity = loaded.map((row) => row.caseId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new array of the same rows would build all models again
  const data = useMemo(() => loaded, [identity, pages.head]);
  const table = useTable({ features, columns, data, getRowId: (row) => row.caseId });
  return (
    <>
      {table.getRowModel().rows.map((row) => {
        const index = places.get(row.id) ?? 0;
        return (
          <tr
            key={row.id}
            className={classes.row}
            aria-rowindex={index + 2}
            data-row={index}
            tabIndex={index === Math.max(first, Math.min(active, last)) ? 0 : -1}
            onClick={() => void navigate({ to: '/children/$caseId', params: { caseId: row.id }, search: {} })}
          >
            {row.getAllCells().map((cell) => (
              <td key={cell.id} className={classes[`of_${cell.column.id}`]}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        );
      })}
      {waiting.map((index) => (
        <tr key={index} className={classes.row} aria-rowindex={index + 2}>
          <td colSpan={columnIds.length} className={classes.soft}>
            …
          </td>
        </tr>
      ))}
    </>
  );
}

/** Arrow keys, Page Up and Down, Home and End move the active row; Enter opens it by clicking it. */
function useWalking(total: number, first: number, last: number, show: (index: number) => void) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = document.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (row !== null) {
      row.focus({ preventScroll: true });
      wanted.current = null;
    }
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const here = Number(
      event.target instanceof HTMLElement ? (event.target.closest('tr')?.dataset.row ?? active) : active,
    );
    if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement) {
      event.target.click();
      return;
    }
    const next = walked(event.key, here, total, last - first);
    if (next === null) return;
    event.preventDefault();
    wanted.current = next;
    setActive(next);
    show(next);
  };
  return { active, onKeyDown };
}
