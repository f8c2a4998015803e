/**
 * The rows of the list as they will be written, column by column as in the file. Rows are virtual: a list of
 * thousands scrolls as one of thirty. Every doubtful cell carries its mark and its words.
 */
import { NativeSelect, Tooltip } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { type RegisterField, registerFields } from '#shared/domain/register/fields.ts';
import type { RegisterColumn, RegisterRow } from '#shared/domain/register/types.ts';
import type { RegisterWarning } from '#shared/domain/register/warnings.ts';
import { useDays } from '../../ui/days.ts';
import { useText } from '../../ui/texts.tsx';
import { cellValue } from './cellValue.ts';
import classes from './check.module.css';
import { columnOf, heaviest } from './doubts.ts';
import { SeverityIcon } from './SeverityIcon.tsx';

const rowHeight = 38;
const numberWidth = 52;

const widths: Partial<Record<RegisterField, number>> = {
  number: 110,
  fullName: 240,
  sex: 112,
  birthDate: 150,
  admittedOn: 150,
  iin: 160,
  mother: 240,
  father: 240,
  parents: 260,
  relatives: 260,
  familyAddress: 240,
};
const usualWidth = 180;

export interface PreviewTableProps {
  readonly columns: readonly RegisterColumn[];
  readonly rows: readonly RegisterRow[];
  readonly doubts: ReadonlyMap<number, readonly RegisterWarning[]>;
  /** The doubt whose cell is to be brought into view. */
  readonly found: RegisterWarning | null;
  readonly mapColumn: (index: number, field: RegisterField | null) => void;
}

export function PreviewTable({ columns, rows, doubts, found, mapColumn }: PreviewTableProps) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => {
    if (found === null) return;
    const at = rows.findIndex(({ row }) => row === found.row);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
    const column = columnOf(
      found,
      columns.map(({ field }) => field),
    );
    const left = columns.slice(0, Math.max(0, column)).reduce((sum, one) => sum + widthOf(one), 0);
    if (scroller.current !== null) scroller.current.scrollLeft = Math.max(0, left - numberWidth * 2);
  }, [found, rows, columns, virtual]);
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = numberWidth + columns.reduce((sum, column) => sum + widthOf(column), 0);
  if (rows.length === 0) {
    return <p className={`${classes.soft} ${classes.scroll}`}>{t('importWizard.check.noRows')}</p>;
  }
  return (
    <div className={classes.scroll} ref={scroller}>
      <table className={classes.table} style={{ width }} aria-rowcount={rows.length + 1}>
        <colgroup>
          <col style={{ width: numberWidth }} />
          {columns.map((column) => (
            <col key={column.index} style={{ width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th className={classes.corner}>{t('importWizard.check.row')}</th>
            {columns.map((column) => (
              <ColumnHead key={column.index} column={column} mapColumn={mapColumn} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={classes.spacer}>
            <td colSpan={columns.length + 1} style={{ height: above }} />
          </tr>
          {items.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <PreviewRow
                key={row.row}
                row={row}
                at={index}
                columns={columns}
                doubts={doubts.get(row.row) ?? []}
                found={row.row === found?.row}
              />
            );
          })}
          <tr className={classes.spacer}>
            <td colSpan={columns.length + 1} style={{ height: below }} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: RegisterColumn;
  readonly mapColumn: PreviewTableProps['mapColumn'];
}

function ColumnHead({ column, mapColumn }: ColumnHeadProps) {
  const t = useText();
  const heading = column.heading === '' ? t('importWizard.check.noHeading') : column.heading;
  return (
    <th scope="col">
      <span className={classes.heading} title={heading}>
        {heading}
      </span>
      <NativeSelect
        size="xs"
        aria-label={t('importWizard.check.columnField', { heading })}
        value={column.field ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          mapColumn(column.index, registerFields.find((field) => field === chosen) ?? null);
        }}
        data={[
          { value: '', label: t('importWizard.check.ignore') },
          ...registerFields.map((field) => ({ value: field, label: t(`register.fields.${field}`) })),
        ]}
      />
    </th>
  );
}

interface PreviewRowProps {
  readonly row: RegisterRow;
  readonly at: number;
  readonly columns: readonly RegisterColumn[];
  readonly doubts: readonly RegisterWarning[];
  readonly found: boolean;
}

function PreviewRow({ row, at, columns, doubts, found }: PreviewRowProps) {
  const t = useText();
  const days = useDays();
  const fields = columns.map(({ field }) => field);
  return (
    <tr aria-rowindex={at + 2} data-out={!row.importable} data-found={found}>
      <th scope="row" className={classes.rowNumber}>
        {row.row}
      </th>
      {columns.map((column, index) => {
        const own = doubts.filter((doubt) => columnOf(doubt, fields) === index);
        const value = cellValue(row.draft, column, days, t);
        return (
          <td
            key={column.index}
            className={column.field === null ? classes.unused : undefined}
            title={value ?? undefined}
          >
            {own.length === 0 ? (
              (value ?? <span className={classes.soft}>—</span>)
            ) : (
              <DoubtCell value={value} doubts={own} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

function DoubtCell({ value, doubts }: { value: string | null; doubts: readonly RegisterWarning[] }) {
  const t = useText();
  const severity = heaviest(doubts) ?? 'info';
  const words = doubts.map(({ code }) => t(`register.warnings.${code}`)).join(' ');
  // what could not be read stands there in the words of the file
  const inFile = doubts.find((doubt) => doubt.value !== '')?.value;
  const shown = value ?? inFile ?? t('importWizard.check.empty');
  return (
    <Tooltip label={words} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      <button
        type="button"
        className={classes.doubtCell}
        data-severity={severity}
        aria-label={`${shown}. ${t(`register.severities.${severity}`)}: ${words}`}
      >
        <SeverityIcon severity={severity} />
        <span>{shown}</span>
      </button>
    </Tooltip>
  );
}

function widthOf(column: RegisterColumn): number {
  return column.field === null ? usualWidth : (widths[column.field] ?? usualWidth);
}
