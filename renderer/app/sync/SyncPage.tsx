/**
 * Sync: what the server has, what waits, what went wrong and what to do about each. It says "confirmed" only
 * of what the server has confirmed, and never alarms about a missing connection: the work goes on without.
 */
import { useQuery } from '@tanstack/react-query';
import type { SyncView } from '#shared/contract/views.ts';
import { useApi } from '../../ui/api.tsx';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { EnrolForm } from './EnrolForm.tsx';
import { FeedsCard } from './FeedsCard.tsx';
import { StateCard } from './StateCard.tsx';
import { SyncItems } from './SyncItems.tsx';
import classes from './sync.module.css';

/** While an exchange runs the host's news may be rarer than its progress. */
const watchMs = 1000;

export function SyncPage() {
  const t = useText();
  const status = useQuery(
    useApi().sync.status.queryOptions({
      refetchInterval: (query) => (query.state.data?.state === 'syncing' ? watchMs : false),
    }),
  );
  return (
    <>
      <PageHeader title={t('sync.title')} sub={t('sync.subtitle')} />
      {status.isError ? (
        <FailureState error={status.error} retry={() => void status.refetch()} />
      ) : status.data === undefined ? (
        <Waiting />
      ) : (
        <SyncBody view={status.data} />
      )}
    </>
  );
}

function SyncBody({ view }: { view: SyncView }) {
  const t = useText();
  const lists = [
    { id: 'conflicts', tone: 'danger' },
    { id: 'refused', tone: 'danger' },
    { id: 'quarantined', tone: 'soon' },
    { id: 'review', tone: 'soon' },
  ] as const;
  const nothing = lists.every(({ id }) => view[id].length === 0);
  return (
    <div className={classes.column}>
      <StateCard view={view} />
      {view.state === 'off' ? <EnrolForm /> : null}
      {lists.map(({ id, tone }) => (
        <SyncItems
          key={id}
          title={t(`sync.lists.${id}`)}
          what={t(`sync.lists.${id}What`)}
          items={view[id]}
          tone={tone}
        />
      ))}
      {view.state === 'off' ? null : (
        <SyncItems
          title={t('sync.lists.pending')}
          what={t('sync.lists.pendingWhat')}
          items={view.pending}
          count={view.pendingCount}
          tone="plain"
        />
      )}
      {nothing && view.state !== 'off' ? <p className={classes.soft}>{t('sync.lists.nothing')}</p> : null}
      <FeedsCard feeds={view.feeds} />
    </div>
  );
}
