/**
 * The institution as its director asks: how many are in care, how many are home, are they well, and what
 * holds the others back. All figures come from the institution feed alone, so they may lag behind this
 * device's own unsent steps, and the page says so.
 */
import { Alert, Button, Select } from '@mantine/core';
import { IconReportAnalytics } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InstitutionItem } from '#shared/contract/views.ts';
import type { Day } from '#shared/domain/day.ts';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { useApi } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { DestinationsCard } from './DestinationsCard.tsx';
import classes from './institution.module.css';
import { MainNumbers } from './MainNumbers.tsx';
import { MissingCard } from './MissingCard.tsx';
import { ResidentsCard } from './ResidentsCard.tsx';
import { StagesCard } from './StagesCard.tsx';
import { StillHomeCard } from './StillHomeCard.tsx';
import { SupportCard } from './SupportCard.tsx';
import { VisitsCard } from './VisitsCard.tsx';

export function InstitutionPage() {
  const institutions = useQuery(useApi().institution.list.queryOptions());
  if (institutions.isError) {
    return <FailureState error={institutions.error} retry={() => void institutions.refetch()} />;
  }
  if (institutions.data === undefined) return <Waiting />;
  const [first] = institutions.data;
  return first === undefined ? <NoInstitution /> : <OneInstitution all={institutions.data} first={first} />;
}

function OneInstitution({ all, first }: { all: readonly InstitutionItem[]; first: InstitutionItem }) {
  const t = useText();
  const days = useDays();
  const [chosen, choose] = useState(first.institutionId);
  const [asOf, setAsOf] = useState<Day | null>(null);
  const figures = useQuery(
    useApi().institution.figures.queryOptions({
      input: { institution: chosen, ...(asOf === null ? {} : { asOf }) },
      placeholderData: keepPreviousData,
    }),
  );
  const name = all.find(({ institutionId }) => institutionId === chosen)?.name ?? first.name;
  return (
    <>
      <PageHeader
        title={name}
        sub={<SinceLine figures={figures.data?.figures} />}
        actions={
          <div className={classes.toolbar}>
            {all.length > 1 ? (
              <Select
                label={t('institution.choose')}
                data={all.map((item) => ({ value: item.institutionId, label: item.name }))}
                value={chosen}
                onChange={(value) => choose(value ?? first.institutionId)}
                allowDeselect={false}
                w={230}
              />
            ) : null}
            <DayInput label={t('institution.asOf')} value={asOf} onChange={setAsOf} max={days.today} />
            <Button
              leftSection={<IconReportAnalytics size={17} aria-hidden />}
              renderRoot={(props) => <Link to="/reports" {...props} />}
            >
              {t('institution.toReport')}
            </Button>
          </div>
        }
      />
      {figures.isError ? (
        <FailureState error={figures.error} retry={() => void figures.refetch()} />
      ) : figures.data === undefined ? (
        <Waiting />
      ) : (
        <Figures figures={figures.data.figures} unsent={figures.data.unsent} />
      )}
    </>
  );
}

function Figures({ figures, unsent }: { figures: InstitutionFigures; unsent: number }) {
  const t = useText();
  const days = useDays();
  return (
    <>
      {unsent > 0 ? (
        <Alert color="soon" mb="sm" role="status" style={{ flexShrink: 0 }}>
          {t('institution.unsent', { count: unsent })} {t('institution.unsentWhat')}
        </Alert>
      ) : null}
      <MainNumbers figures={figures} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <ResidentsCard figures={figures} />
          <div className={classes.pair}>
            <DestinationsCard figures={figures} />
            <StillHomeCard stillHome={figures.stillHome} />
          </div>
        </div>
        <div className={classes.column}>
          <MissingCard figures={figures} />
          <StagesCard figures={figures} />
          <SupportCard figures={figures} />
          <VisitsCard visits={figures.visits} />
        </div>
      </div>
      <p className={classes.basis}>
        {t('institution.basis', {
          day: days.full(figures.asOf),
          position: figures.position,
          rules: figures.rules,
        })}
        {figures.overridesWithoutSecondPerson > 0
          ? ` · ${t('institution.withoutSecond', { count: figures.overridesWithoutSecondPerson })}`
          : null}
      </p>
    </>
  );
}

function SinceLine({ figures }: { figures: InstitutionFigures | undefined }) {
  const t = useText();
  const days = useDays();
  if (figures === undefined) return null;
  if (figures.baselineDay === null) return t('institution.noBaseline');
  return t('institution.since', {
    day: days.long(figures.baselineDay),
    baseline: t('institution.children', { count: figures.baseline }),
  });
}

function NoInstitution() {
  const t = useText();
  return (
    <EmptyState title={t('institution.none.title')} text={t('institution.none.text')}>
      <Button renderRoot={(props) => <Link to="/children/import" {...props} />}>
        {t('institution.none.import')}
      </Button>
    </EmptyState>
  );
}
