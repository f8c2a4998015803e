/** Enrolment codes: which are open, which were used, and a new one. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CodeLine } from '#shared/console/management.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi, useServer } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { useDeed } from '../useDeed.ts';
import { useNow } from '../useNow.ts';
import { useWhen } from '../when.ts';
import { NewCode } from './NewCode.tsx';

const tones = { open: 'home', used: 'well', expired: 'plain' } as const;

export function CodesPage() {
  const t = useText();
  const when = useWhen();
  useNow();
  const query = useQuery(useApi().codes.list.queryOptions());
  const [making, make] = useState(false);
  const [withdrawing, withdraw] = useState<CodeLine | null>(null);
  const columns: Column<CodeLine>[] = [
    {
      id: 'person',
      title: t('console.codes.person'),
      cell: (one) => (
        <div className={tableClasses.two}>
          {one.name}
          <span className={tableClasses.soft}>{one.login}</span>
        </div>
      ),
    },
    { id: 'madeAt', title: t('console.codes.madeAt'), cell: (one) => when.at(one.madeAt) },
    {
      id: 'expiresAt',
      title: t('console.codes.expiresAt'),
      cell: (one) => (
        <div className={tableClasses.two}>
          {when.at(one.expiresAt)}
          {one.state === 'open' ? (
            <span className={tableClasses.soft}>{when.left(one.expiresAt)}</span>
          ) : null}
        </div>
      ),
    },
    {
      id: 'state',
      title: t('console.codes.state'),
      cell: (one) => <Chip tone={tones[one.state]}>{t(`console.codes.states.${one.state}`)}</Chip>,
    },
    {
      id: 'actions',
      title: <span className="only-spoken">{t('console.actions')}</span>,
      cell: (one) =>
        one.state === 'open' ? (
          <Button variant="subtle" color="danger" size="compact-sm" onClick={() => withdraw(one)}>
            {t('console.codes.withdraw')}
          </Button>
        ) : null,
      number: true,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('console.codes.title')}
        sub={t('console.codes.sub')}
        actions={<Button onClick={() => make(true)}>{t('console.codes.make')}</Button>}
      />
      <Answered query={query}>
        {(rows) => (
          <Table
            label={t('console.codes.title')}
            rows={rows}
            columns={columns}
            rowKey={(one) => one.id}
            textOf={(one) => `${one.name} ${one.login} ${t(`console.codes.states.${one.state}`)}`}
            empty={{ title: t('console.codes.noneTitle'), text: t('console.codes.noneText') }}
          />
        )}
      </Answered>
      {making ? <NewCode person={null} close={() => make(false)} /> : null}
      {withdrawing === null ? null : <WithdrawCode code={withdrawing} close={() => withdraw(null)} />}
    </>
  );
}

function WithdrawCode({ code, close }: { code: CodeLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const withdraw = useDeed({
    act: () => client.codes.withdraw({ id: code.id }),
    say: () => t('console.codes.withdrawn'),
    onDone: close,
  });
  return (
    <Dialog
      title={t('console.codes.withdrawTitle')}
      close={close}
      submit={t('console.codes.withdraw')}
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate();
      }}
      pending={withdraw.isPending}
      trouble={withdraw.trouble}
      danger
    >
      <p>{t('console.codes.withdrawText', { name: code.name })}</p>
    </Dialog>
  );
}
