/** The own sessions: where one is signed in, and the end of those that should not be. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OwnSession } from '#shared/console/session.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi, useServer } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useDeed } from '../useDeed.ts';
import { useWhen } from '../when.ts';
import classes from './account.module.css';
import { browserName } from './browserName.ts';

export function Sessions() {
  const t = useText();
  const when = useWhen();
  const { client } = useServer();
  const query = useQuery(useApi().account.sessions.queryOptions());
  const end = useDeed({
    act: (sessionId: string) => client.account.endSession({ sessionId }),
    say: () => t('console.account.sessions.ended'),
  });
  const endOthers = useDeed({
    act: () => client.account.endOtherSessions(),
    say: ({ ended }) => t('console.account.sessions.othersEnded', { count: ended }),
  });
  const columns: Column<OwnSession>[] = [
    {
      id: 'browser',
      title: t('console.account.sessions.browser'),
      cell: (one) => <span title={one.browser}>{browserName(one.browser)}</span>,
    },
    { id: 'made', title: t('console.account.sessions.made'), cell: (one) => when.at(one.madeAt) },
    { id: 'seen', title: t('console.account.sessions.seen'), cell: (one) => when.ago(one.seenAt) },
    {
      id: 'actions',
      title: <span className="only-spoken">{t('console.actions')}</span>,
      cell: (one) =>
        one.current ? (
          <Chip tone="home">{t('console.account.sessions.current')}</Chip>
        ) : (
          <Button variant="subtle" color="danger" size="compact-sm" onClick={() => end.mutate(one.sessionId)}>
            {t('console.account.sessions.end')}
          </Button>
        ),
      number: true,
    },
  ];
  const others = (query.data?.length ?? 0) > 1;
  return (
    <Card
      title={t('console.account.sessions.title')}
      aside={
        others ? (
          <Button variant="default" size="xs" onClick={() => endOthers.mutate()}>
            {t('console.account.sessions.endOthers')}
          </Button>
        ) : null
      }
    >
      <Answered query={query}>
        {(rows) => (
          <Table
            label={t('console.account.sessions.title')}
            rows={rows}
            columns={columns}
            rowKey={(one) => one.sessionId}
            empty={{ title: '', text: '' }}
          />
        )}
      </Answered>
      <p className={classes.soft}>{t('console.account.sessions.rule')}</p>
    </Card>
  );
}
