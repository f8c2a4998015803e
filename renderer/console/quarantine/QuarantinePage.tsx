/** Steps that were withheld: who sent them, of which kind, why; and the acceptance of one. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WithheldLine } from '#shared/console/oversight.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useSay } from '../../ui/useSay.ts';
import { useApi, useServer } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Narrow } from '../parts/Narrow.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { useDeed } from '../useDeed.ts';
import { useWhen } from '../when.ts';

export function QuarantinePage() {
  const t = useText();
  const query = useQuery(useApi().quarantine.list.queryOptions());
  const words = useWords();
  const [kind, ofKind] = useState<string | null>(null);
  const [reason, forReason] = useState<string | null>(null);
  const [device, fromDevice] = useState<string | null>(null);
  const [accepting, accept] = useState<WithheldLine | null>(null);
  const columns = useColumns(accept);
  return (
    <>
      <PageHeader title={t('console.quarantine.title')} sub={t('console.quarantine.sub')} />
      <Answered query={query}>
        {(rows) => (
          <Table
            label={t('console.quarantine.title')}
            rows={rows.filter(
              (one) =>
                (kind === null || one.kind === kind) &&
                (reason === null || one.reason === reason) &&
                (device === null || one.deviceId === device),
            )}
            columns={columns}
            rowKey={(one) => one.stepId + one.receivedAt}
            {...(rows.length === 0
              ? {}
              : {
                  tools: (
                    <>
                      <Narrow
                        label={t('console.quarantine.kind')}
                        values={rows.map((one) => one.kind)}
                        word={words.kind}
                        value={kind}
                        onChange={ofKind}
                      />
                      <Narrow
                        label={t('console.quarantine.reason')}
                        values={rows.map((one) => one.reason)}
                        word={words.reason}
                        value={reason}
                        onChange={forReason}
                      />
                      <Narrow
                        label={t('console.quarantine.device')}
                        values={rows.map((one) => one.deviceId)}
                        word={(id) => {
                          const name = rows.find((one) => one.deviceId === id)?.name;
                          return name == null ? shortId(id) : `${shortId(id)} · ${name}`;
                        }}
                        value={device}
                        onChange={fromDevice}
                      />
                    </>
                  ),
                })}
            empty={{ title: t('console.quarantine.noneTitle'), text: t('console.quarantine.noneText') }}
          />
        )}
      </Answered>
      {accepting === null ? null : <AcceptStep step={accepting} close={() => accept(null)} />}
    </>
  );
}

/** Kinds and reasons in words; what has none, from a newer device, as it is. */
function useWords(): { kind: (kind: string) => string; reason: (reason: string) => string } {
  const say = useSay();
  const word = (key: string, plain: string): string => {
    const said = say(key);
    return said === key ? plain : said;
  };
  return {
    kind: (kind) => word(`domain.kinds.${kind}`, kind),
    reason: (reason) => word(`console.quarantine.reasons.${reason}`, reason),
  };
}

function useColumns(accept: (step: WithheldLine) => void): Column<WithheldLine>[] {
  const t = useText();
  const when = useWhen();
  const words = useWords();
  return [
    {
      id: 'kind',
      title: t('console.quarantine.kind'),
      cell: (one) => (
        <div className={tableClasses.two}>
          {words.kind(one.kind)}
          <span className={tableClasses.soft}>{when.day(`${one.occurredOn}T00:00:00+05:00`)}</span>
        </div>
      ),
    },
    {
      id: 'author',
      title: t('console.quarantine.author'),
      cell: (one) => (
        <div className={tableClasses.two}>
          {one.name ?? '—'}
          <span className={tableClasses.soft}>{one.login}</span>
        </div>
      ),
    },
    {
      id: 'device',
      title: t('console.quarantine.device'),
      cell: (one) => (
        <span className={tableClasses.code} title={one.deviceId}>
          {shortId(one.deviceId)}
        </span>
      ),
    },
    { id: 'reason', title: t('console.quarantine.reason'), cell: (one) => words.reason(one.reason) },
    { id: 'receivedAt', title: t('console.quarantine.receivedAt'), cell: (one) => when.at(one.receivedAt) },
    {
      id: 'actions',
      title: <span className="only-spoken">{t('console.actions')}</span>,
      cell: (one) =>
        one.verdict === 'quarantined' ? (
          <Button variant="default" size="compact-sm" onClick={() => accept(one)}>
            {t('console.quarantine.accept')}
          </Button>
        ) : (
          <Chip tone="danger" title={t('console.quarantine.refusedHint')}>
            {t('console.quarantine.verdicts.refused')}
          </Chip>
        ),
      number: true,
    },
  ];
}

function AcceptStep({ step, close }: { step: WithheldLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const words = useWords();
  const accept = useDeed({
    act: () => client.quarantine.release({ stepId: step.stepId }),
    say: () => t('console.quarantine.accepted'),
    onDone: close,
  });
  return (
    <Dialog
      title={t('console.quarantine.acceptTitle')}
      close={close}
      submit={t('console.quarantine.accept')}
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
      pending={accept.isPending}
      trouble={accept.trouble}
    >
      <p>
        <b>{words.kind(step.kind)}</b> · {step.name ?? shortId(step.deviceId)} · {words.reason(step.reason)}
      </p>
      <p>{t('console.quarantine.acceptText')}</p>
    </Dialog>
  );
}
