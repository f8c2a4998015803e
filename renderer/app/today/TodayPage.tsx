/**
 * Today: what is to be done, grouped by place and family because a trip is expensive; what waits for a
 * decision apart; and beside it whether the children who went home are well.
 */
import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TodayView } from '#shared/contract/views.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { useApi } from '../../ui/api.tsx';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { Unfinished } from '../drafts/Unfinished.tsx';
import { CaseloadCard } from './CaseloadCard.tsx';
import { groupByPlace } from './groupByPlace.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { RouteSheet } from './RouteSheet.tsx';
import { RouteWarning } from './RouteWarning.tsx';
import { SoonCard } from './SoonCard.tsx';
import classes from './today.module.css';
import { WaitingCard } from './WaitingCard.tsx';
import { WellCard } from './WellCard.tsx';

export function TodayPage() {
  const today = useQuery(useApi().tasks.today.queryOptions());
  const [route, setRoute] = useState<'closed' | 'asked' | 'shown'>('closed');
  if (today.isError) return <FailureState error={today.error} retry={() => void today.refetch()} />;
  if (today.data === undefined) return <Waiting />;
  if (route === 'shown') return <RouteSheet view={today.data} back={() => setRoute('closed')} />;
  return (
    <>
      <TodayHeader view={today.data} askForRoute={() => setRoute('asked')} />
      <Unfinished />
      {today.data.children === 0 ? <NoCases /> : <TodayBody view={today.data} />}
      <RouteWarning
        opened={route === 'asked'}
        cancel={() => setRoute('closed')}
        confirm={() => setRoute('shown')}
      />
    </>
  );
}

function TodayHeader({ view, askForRoute }: { view: TodayView; askForRoute: () => void }) {
  const t = useText();
  const { language } = useLanguage();
  const counts = t('today.counts', view.counts);
  return (
    <PageHeader
      title={t('today.title', { date: formatDay(view.today, language, 'dayMonth') })}
      sub={view.items.length === 0 ? counts : `${counts} ${t('today.grouped')}`}
      actions={
        view.items.length === 0 ? undefined : (
          <Button variant="default" leftSection={<IconRoute size={17} aria-hidden />} onClick={askForRoute}>
            {t('today.route.button')}
          </Button>
        )
      }
    />
  );
}

function TodayBody({ view }: { view: TodayView }) {
  const t = useText();
  return (
    <div className={classes.page}>
      <section className={classes.column} aria-label={t('today.work')}>
        {view.items.length === 0 ? <DoneForTheWeek /> : null}
        {groupByPlace(view.items).map((work) => (
          <PlaceCard key={work.place ?? ''} work={work} />
        ))}
        <WaitingCard waiting={view.waiting} />
      </section>
      <div className={classes.column}>
        <CaseloadCard view={view} />
        <WellCard last30={view.last30} />
        <SoonCard soon={view.soon} />
      </div>
    </div>
  );
}

function DoneForTheWeek() {
  const t = useText();
  return (
    <EmptyState title={t('today.empty.title')} text={t('today.empty.text')}>
      <Button variant="default" renderRoot={(props) => <Link to="/children" {...props} />}>
        {t('today.empty.toChildren')}
      </Button>
    </EmptyState>
  );
}

/** A director knows the children of the house and keeps no case: nobody asks for the list anew. */
function NoCases() {
  const t = useText();
  const listed = useQuery(useApi().cases.list.queryOptions({ input: { limit: 1 } })).data;
  if (listed === undefined) return <Waiting />;
  if (listed.all === 0) return <FirstDay />;
  return (
    <EmptyState title={t('today.others.title')} text={t('today.others.text')}>
      <Button renderRoot={(props) => <Link to="/institution" {...props} />}>
        {t('today.others.toInstitution')}
      </Button>
    </EmptyState>
  );
}

function FirstDay() {
  const t = useText();
  return (
    <EmptyState title={t('today.start.title')} text={t('today.start.text')}>
      <Button renderRoot={(props) => <Link to="/children/import" {...props} />}>
        {t('today.start.import')}
      </Button>
    </EmptyState>
  );
}
