/** Access to cases, line by line. */
import { Button } from '@mantine/core';
import type { GrantLine } from '#shared/console/oversight.ts';
import { useText } from '../../ui/texts.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { useWhen } from '../when.ts';

export interface GrantsTableProps {
  readonly rows: readonly GrantLine[];
  readonly withdraw: (grant: GrantLine) => void;
  readonly pass: (grant: GrantLine) => void;
}

export function GrantsTable({ rows, withdraw, pass }: GrantsTableProps) {
  const t = useText();
  const when = useWhen();
  const columns: Column<GrantLine>[] = [
    {
      id: 'case',
      title: t('console.grants.case'),
      cell: (one) => <span className={tableClasses.code}>{one.caseCode}</span>,
    },
    {
      id: 'person',
      title: t('console.grants.person'),
      cell: (one) => (
        <div className={tableClasses.two}>
          {one.name}
          <span className={tableClasses.soft}>{one.login}</span>
        </div>
      ),
    },
    { id: 'role', title: t('console.grants.role'), cell: (one) => t(`domain.roles.${one.role}`) },
    { id: 'institution', title: t('console.grants.institution'), cell: (one) => one.institution ?? '—' },
    { id: 'grantedAt', title: t('console.grants.grantedAt'), cell: (one) => when.day(one.grantedAt) },
    {
      id: 'endsAt',
      title: t('console.grants.endsAt'),
      // the end is the first instant that is not open any more
      cell: (one) =>
        one.endsAt === null ? (
          <span className={tableClasses.soft}>{t('console.grants.noEnd')}</span>
        ) : (
          when.day(new Date(Date.parse(one.endsAt) - 1).toISOString())
        ),
    },
    {
      id: 'actions',
      title: <span className="only-spoken">{t('console.actions')}</span>,
      cell: (one) => (
        <div className={tableClasses.end}>
          <Button variant="subtle" size="compact-sm" onClick={() => pass(one)}>
            {t('console.grants.transfer')}
          </Button>
          <Button variant="subtle" color="danger" size="compact-sm" onClick={() => withdraw(one)}>
            {t('console.grants.withdraw')}
          </Button>
        </div>
      ),
      number: true,
    },
  ];
  return (
    <Table
      label={t('console.grants.title')}
      rows={rows}
      columns={columns}
      rowKey={(one) => `${one.feedId} ${one.login}`}
      {...(rows.length > 8
        ? { textOf: (one: GrantLine) => `${one.caseCode} ${one.name} ${one.login} ${one.institution ?? ''}` }
        : {})}
      empty={{ title: t('console.grants.noneTitle'), text: t('console.grants.noneText') }}
    />
  );
}
