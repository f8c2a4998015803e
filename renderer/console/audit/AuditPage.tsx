/** The audit, newest first, page by page. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AuditLine, type AuditPlace, type AuditTopic, auditTopics } from '#shared/console/oversight.ts';
import { Choices, options } from '../../ui/fields/Choices.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { useSay } from '../../ui/useSay.ts';
import { useApi } from '../api.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { useFailureText } from '../useFailureText.ts';
import { useWhen } from '../when.ts';
import classes from './audit.module.css';
import { auditWords, toneOf } from './auditWords.ts';

export function AuditPage() {
  const t = useText();
  const failureText = useFailureText();
  const [topic, choose] = useState<AuditTopic>('administration');
  const query = useInfiniteQuery(
    useApi().audit.page.infiniteOptions({
      input: (before: AuditPlace | null) => ({ topic, before }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
    }),
  );
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? [];
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('console.audit.title')} sub={t('console.audit.sub')} />
      <div className={classes.topics}>
        <Choices
          label={t('console.audit.topic')}
          options={options(auditTopics, (one) => t(`console.audit.topics.${one}`))}
          value={topic}
          onChange={choose}
        />
      </div>
      {query.isPending ? <Waiting /> : null}
      {query.error === null ? null : (
        <EmptyState title={t('shell.failureTitle')} text={failureText(query.error)}>
          <Button variant="default" onClick={() => void query.refetch()}>
            {t('common.retry')}
          </Button>
        </EmptyState>
      )}
      {query.data === undefined ? null : (
        <>
          <Table
            label={t('console.audit.title')}
            rows={lines}
            columns={columns}
            rowKey={(one) => `${one.writerId}/${one.seq}`}
            empty={{ title: t('console.audit.noneTitle'), text: t('console.audit.noneText') }}
            mostShown={Number.POSITIVE_INFINITY}
          />
          {query.hasNextPage ? (
            <Button
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('console.audit.next')}
            </Button>
          ) : lines.length > 0 ? (
            <p className={classes.end}>{t('console.audit.end')}</p>
          ) : null}
        </>
      )}
    </>
  );
}

function useColumns(): Column<AuditLine>[] {
  const t = useText();
  const say = useSay();
  const when = useWhen();
  const words = auditWords(t, say, when);
  return [
    {
      id: 'at',
      title: t('console.audit.at'),
      width: '130px',
      cell: (one) => <time dateTime={one.at}>{when.at(one.at)}</time>,
    },
    { id: 'who', title: t('console.audit.who'), width: '22%', cell: words.who },
    { id: 'what', title: t('console.audit.what'), width: '22%', cell: words.what },
    {
      id: 'details',
      title: t('console.audit.details'),
      cell: (one) => <span className={tableClasses.soft}>{words.details(one)}</span>,
    },
    {
      id: 'outcome',
      title: t('console.audit.outcome'),
      width: '130px',
      cell: (one) => <Chip tone={toneOf(one)}>{words.outcome(one)}</Chip>,
    },
  ];
}
