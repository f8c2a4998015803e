/** All institutions in reach as of a day, by region, with what they come to together. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Overview,
  type OverviewLine,
  overviewColumns,
  overviewShares,
} from '#shared/console/figures.ts';
import { type Total, totalOf } from '#shared/console/total.ts';
import type { Day } from '#shared/domain/day.ts';
import { formatNumber } from '#shared/i18n/format.ts';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useApi, useSigned } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { hrefTo } from '../place.ts';
import { useRegionName } from '../useRegionName.ts';
import { useWhen } from '../when.ts';
import { CellText } from './CellText.tsx';
import classes from './figures.module.css';

export function OverviewPage() {
  const t = useText();
  const { today } = useSigned();
  const [asOf, choose] = useState<Day>(today);
  const [region, narrow] = useState<string | null>(null);
  const query = useQuery(useApi().figures.overview.queryOptions({ input: { asOf } }));
  return (
    <>
      <PageHeader
        title={t('console.figures.title')}
        sub={t('console.figures.sub')}
        actions={
          <div className={classes.settings}>
            <RegionChoice overview={query.data} value={region} onChange={narrow} />
            <div className={classes.day}>
              <DayInput
                label={t('console.figures.asOf')}
                value={asOf}
                onChange={(day) => choose(day ?? today)}
                max={today}
              />
            </div>
          </div>
        }
      />
      <Answered query={query}>
        {({ lines }) => (
          <Institutions lines={region === null ? lines : lines.filter((one) => one.region === region)} />
        )}
      </Answered>
    </>
  );
}

function RegionChoice(props: {
  overview: Overview | undefined;
  value: string | null;
  onChange: (region: string | null) => void;
}) {
  const t = useText();
  const regionName = useRegionName();
  const known = [...new Set(props.overview?.lines.flatMap((one) => one.region ?? []))];
  if (known.length < 2) return null;
  return (
    <Select
      label={t('console.figures.region')}
      placeholder={t('console.figures.allRegions')}
      data={known.map((value) => ({ value, label: regionName(value) }))}
      value={props.value}
      onChange={props.onChange}
      clearable
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

function Institutions({ lines }: { lines: readonly OverviewLine[] }) {
  const t = useText();
  const when = useWhen();
  const regionName = useRegionName();
  const columns: Column<OverviewLine>[] = [
    {
      id: 'name',
      title: t('console.figures.institution'),
      width: '18%',
      minWidth: '190px',
      cell: (one) => (
        <div className={tableClasses.two}>
          <a href={hrefTo('figures', one.institutionId)}>{one.name}</a>
          <span className={tableClasses.soft}>{one.region === null ? null : regionName(one.region)}</span>
        </div>
      ),
    },
    ...overviewColumns.map(
      (column): Column<OverviewLine> => ({
        id: column,
        title: t(`console.figures.columns.${column}`),
        cell: (one) => (one.lastReceivedAt === null ? '—' : <CellText cell={one.cells[column]} />),
        number: true,
      }),
    ),
    ...overviewShares.map(
      (share): Column<OverviewLine> => ({
        id: share,
        title: t(`console.figures.shares.${share}`),
        cell: (one) => (one.lastReceivedAt === null ? '—' : <ShareText {...one.shares[share]} />),
        number: true,
      }),
    ),
    {
      id: 'lastReceivedAt',
      title: t('console.figures.lastReceived'),
      cell: (one) => (
        <span className={tableClasses.soft}>
          {one.lastReceivedAt === null ? t('console.figures.noData') : when.ago(one.lastReceivedAt)}
        </span>
      ),
      number: true,
    },
  ];
  return (
    <Table
      label={t('console.figures.title')}
      rows={lines}
      columns={columns}
      rowKey={(one) => one.institutionId}
      empty={{ title: t('console.figures.noneTitle'), text: t('console.figures.noneText') }}
      {...(lines.length > 8
        ? { textOf: (one: OverviewLine) => `${one.name} ${regionName(one.region)}` }
        : {})}
      foot={lines.length > 1 ? <Totals lines={lines} /> : null}
    />
  );
}

/** So many of so many; where nobody could be counted yet, nothing is told. */
function ShareText({ cell, of }: OverviewLine['shares'][keyof OverviewLine['shares']]) {
  if ('value' in of && of.value === 0) return '—';
  return (
    <>
      <CellText cell={cell} /> / <CellText cell={of} />
    </>
  );
}

function Totals({ lines }: { lines: readonly OverviewLine[] }) {
  const t = useText();
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('console.figures.total')}</th>
        {overviewColumns.map((column) => (
          <td key={column} data-number="true">
            <TotalText total={totalOf(lines.map((one) => one.cells[column]))} />
          </td>
        ))}
        {overviewShares.map((share) => (
          <td key={share} data-number="true">
            <TotalText total={totalOf(lines.map((one) => one.shares[share].cell))} />
            {' / '}
            <TotalText total={totalOf(lines.map((one) => one.shares[share].of))} />
          </td>
        ))}
        <td />
      </tr>
    </tfoot>
  );
}

function TotalText({ total: { from, to } }: { total: Total }) {
  const t = useText();
  const { language } = useLanguage();
  const lowest = formatNumber(from, language);
  if (from === to) return lowest;
  const text =
    to === null
      ? t('console.figures.atLeast', { from: lowest })
      : t('console.figures.range', { from: lowest, to: formatNumber(to, language) });
  return <span title={t('console.figures.rangeHelp')}>{text}</span>;
}
