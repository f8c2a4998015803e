/** Institutions of this server: what is there, and one more. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InstitutionLine } from '#shared/console/management.ts';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { hrefTo } from '../place.ts';
import { useRegionName } from '../useRegionName.ts';
import { AddInstitution } from './AddInstitution.tsx';

export function InstitutionsPage() {
  const t = useText();
  const query = useQuery(useApi().institutions.list.queryOptions());
  const regionName = useRegionName();
  const [adding, add] = useState(false);
  const columns: Column<InstitutionLine>[] = [
    { id: 'name', title: t('console.institutions.name'), cell: (one) => one.name },
    { id: 'region', title: t('console.institutions.region'), cell: (one) => regionName(one.region) },
    { id: 'people', title: t('console.institutions.people'), cell: (one) => one.people, number: true },
    { id: 'cases', title: t('console.institutions.cases'), cell: (one) => one.cases, number: true },
    {
      id: 'figures',
      title: '',
      cell: (one) => <a href={hrefTo('figures', one.institutionId)}>{t('console.institutions.figures')}</a>,
      number: true,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('console.institutions.title')}
        sub={t('console.institutions.sub')}
        actions={<Button onClick={() => add(true)}>{t('console.institutions.add')}</Button>}
      />
      <Answered query={query}>
        {(rows) => (
          <Table
            label={t('console.institutions.title')}
            rows={rows}
            columns={columns}
            rowKey={(one) => one.institutionId}
            {...(rows.length > 8
              ? { textOf: (one: InstitutionLine) => `${one.name} ${regionName(one.region)}` }
              : {})}
            empty={{ title: t('console.institutions.noneTitle'), text: t('console.institutions.noneText') }}
          />
        )}
      </Answered>
      {adding ? <AddInstitution close={() => add(false)} /> : null}
    </>
  );
}
