/**
 * Sync: what the server has, what waits, what went wrong and what to do about each. It says "confirmed" only
 * of what the server has confirmed, and never alarms about a missing connection: the work goes on without.
 */
import { useQuery } from '@tanstack/react-query';
import type { SyncView } from '#shared/contract/views.ts';
import { useApi } from '../../ui/api.tsx';
import { useMe } from '../../ui/me.ts';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { EnrolForm } from './EnrolForm.tsx';
import { FeedsCard } from './FeedsCard.tsx';
import { StateCard } from './StateCard.tsx';
import { StickCard } from './StickCard.tsx';
import { type SyncAbout, SyncLists } from './SyncLists.tsx';
import classes from './sync.module.css';

/** While an exchange runs the host's news may be rarer than its progress. */
const watchMs = 1000;

export function SyncPage({ about }: { about: SyncAbout }) {
  const t = useText();
  // the banner above says what is closed, and until when
  const closed = useMe().reading?.state === 'ended';
  const status = useQuery(
    useApi().sync.status.queryOptions({
      refetchInterval: (query) => (query.state.data?.state === 'syncing' ? watchMs : false),
    }),
  );
  return (
    <>
      <PageHeader title={t('sync.title')} sub={closed ? undefined : t('sync.subtitle')} />
      {status.isError ? (
        <FailureState error={status.error} retry={() => void status.refetch()} />
      ) : status.data === undefined ? (
        <Waiting />
      ) : (
        <SyncBody view={status.data} about={about} closed={closed} />
      )}
    </>
  );
}

function SyncBody({ view, about, closed }: { view: SyncView; about: SyncAbout; closed: boolean }) {
  return (
    <div className={classes.column}>
      <StateCard view={view} closed={closed} />
      {view.state === 'off' || view.lastError === 'device_unknown' ? (
        <EnrolForm {...(view.server === null ? {} : { server: view.server })} />
      ) : null}
      {/* they name children: closed with the cases, and "nothing waits" would not be true */}
      {closed ? null : <SyncLists view={view} about={about} />}
      {view.state === 'off' ? null : <StickCard />}
      <FeedsCard feeds={view.feeds} />
    </div>
  );
}
