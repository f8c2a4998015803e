/**
 * A table that people read and act on: a search over what its rows say, the first two hundred of what was
 * found, and an empty state that says what to do.
 */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly number?: boolean;
  /** Of the table's width. */
  readonly width?: string;
  /** Where names stand: narrower than this, the table is moved sideways instead. */
  readonly minWidth?: string;
}

export interface TableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** What a search looks into; no search field without it. */
  readonly textOf?: (row: Row) => string;
  readonly empty: { readonly title: string; readonly text: string };
  /** Stands beside the search. */
  readonly tools?: ReactNode;
  readonly foot?: ReactNode;
  /** Rows of one kind stand together under a head of their own. */
  readonly groups?: {
    readonly of: (row: Row) => string;
    readonly head: (rows: readonly Row[]) => ReactNode;
  };
  /** Of what was found. */
  readonly mostShown?: number;
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, columns, rowKey, textOf, empty, tools, foot, groups, mostShown = 200 } = props;
  const t = useText();
  const [wanted, search] = useState('');
  const words = wanted.toLocaleLowerCase('ru').split(/\s+/).filter(Boolean);
  const found =
    textOf === undefined || words.length === 0
      ? rows
      : rows.filter((row) => {
          const text = textOf(row).toLocaleLowerCase('ru');
          return words.every((word) => text.includes(word));
        });
  const parts: [string, Row[]][] =
    groups === undefined ? [['', [...found]]] : [...Map.groupBy(found, groups.of)];
  const shown = new Set(parts.flatMap(([, ofPart]) => ofPart).slice(0, mostShown));
  if (rows.length === 0 && tools === undefined) return <EmptyState {...empty} />;
  return (
    <>
      {textOf === undefined && tools === undefined ? null : (
        <div className={classes.tools}>
          {textOf === undefined || rows.length === 0 ? null : (
            <TextInput
              className={classes.search}
              aria-label={t('console.search')}
              placeholder={t('console.search')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={wanted}
              onChange={(event) => search(event.currentTarget.value)}
            />
          )}
          {tools}
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState {...empty} />
      ) : (
        <div className={classes.box}>
          <table className={classes.table} aria-label={label}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column.id}
                    scope="col"
                    data-number={column.number}
                    style={{ width: column.width, minWidth: column.minWidth }}
                  >
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            {parts.map(([part, ofPart]) => (
              <tbody key={part}>
                {groups === undefined ? null : (
                  <tr className={classes.group}>
                    <th scope="rowgroup" colSpan={columns.length}>
                      {groups.head(ofPart)}
                    </th>
                  </tr>
                )}
                {ofPart
                  .filter((row) => shown.has(row))
                  .map((row) => (
                    <tr key={rowKey(row)}>
                      {columns.map((column) => (
                        <td key={column.id} data-number={column.number}>
                          {column.cell(row)}
                        </td>
                      ))}
                    </tr>
                  ))}
              </tbody>
            ))}
            {foot}
          </table>
          {found.length === 0 ? <p className={classes.note}>{t('console.notFound')}</p> : null}
        </div>
      )}
      <p className={classes.count} role="status">
        {found.length > mostShown ? t('console.more', { shown: mostShown, all: found.length }) : null}
        {words.length > 0 && found.length <= mostShown ? t('console.found', { count: found.length }) : null}
      </p>
    </>
  );
}
