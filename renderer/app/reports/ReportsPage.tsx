/**
 * Reports: choose institution, period and version, see the report as it will be read, and save or print it.
 * No names and no ИИН are in it; the version to send out hides small numbers.
 */
import { Alert, Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InstitutionItem } from '#shared/contract/views.ts';
import { useApi } from '../../ui/api.tsx';
import { useToday } from '../../ui/me.ts';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useShell } from '../../ui/shellContext.tsx';
import { useText } from '../../ui/texts.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { ReportSettings } from './ReportSettings.tsx';
import { ReportView } from './ReportView.tsx';
import { firstChoice, questionOf } from './reportChoice.ts';
import classes from './reports.module.css';

export function ReportsPage() {
  const t = useText();
  const institutions = useQuery(useApi().institution.list.queryOptions());
  if (institutions.isError) {
    return <FailureState error={institutions.error} retry={() => void institutions.refetch()} />;
  }
  if (institutions.data === undefined) return <Waiting />;
  const [first] = institutions.data;
  if (first === undefined) {
    return (
      <>
        <PageHeader title={t('reports.title')} sub={t('reports.subtitle')} />
        <EmptyState title={t('reports.noInstitution')}>
          <Button renderRoot={(props) => <Link to="/children/import" {...props} />}>
            {t('institution.none.import')}
          </Button>
        </EmptyState>
      </>
    );
  }
  return <Reports institutions={institutions.data} first={first} />;
}

function Reports({
  institutions,
  first,
}: {
  institutions: readonly InstitutionItem[];
  first: InstitutionItem;
}) {
  const t = useText();
  const shell = useShell();
  const today = useToday();
  const [choice, change] = useState(() => firstChoice(first.institutionId, today));
  const question = questionOf(choice);
  const report = useQuery(
    useApi().report.preview.queryOptions({
      input: question ?? skipToken,
      placeholderData: keepPreviousData,
    }),
  );
  const shown = question === null ? undefined : report.data;
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t('reports.title')}
          sub={t('reports.subtitle')}
          actions={
            <>
              <Button
                variant="default"
                leftSection={<IconPrinter size={17} aria-hidden />}
                disabled={shown === undefined}
                onClick={() => shell.print()}
              >
                {t('reports.print')}
              </Button>
              <ExportMenu question={shown === undefined ? null : question} />
            </>
          }
        />
      </div>
      <div className={classes.page}>
        <ReportSettings institutions={institutions} choice={choice} change={change} />
        {question === null ? (
          <Alert color="gray">{t('reports.needPeriod')}</Alert>
        ) : report.isError ? (
          <FailureState error={report.error} retry={() => void report.refetch()} />
        ) : shown === undefined ? (
          <Waiting />
        ) : (
          <ReportView model={shown} />
        )}
      </div>
    </>
  );
}
