/** Steps that were withheld, by laptop: who sent them, of which kind, why; and their acceptance. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WithheldLine } from '#shared/console/oversight.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { Narrow } from '../parts/Narrow.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useWhen } from '../when.ts';
import { AcceptSteps, type AcceptStepsProps } from './AcceptSteps.tsx';
import { GroupHead } from './GroupHead.tsx';
import { groupOf } from './heldGroups.ts';
import { useHeldWords } from './useHeldWords.ts';

export function QuarantinePage() {
  const t = useText();
  const query = useQuery(useApi().quarantine.list.queryOptions());
  const words = useHeldWords();
  const [kind, ofKind] = useState<string | null>(null);
  const [reason, forReason] = useState<string | null>(null);
  const [device, fromDevice] = useState<string | null>(null);
  const [accepting, accept] = useState<AcceptStepsProps['steps'] | null>(null);
  const columns = useColumns((step) => accept([step]));
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
            groups={{ of: groupOf, head: (steps) => <GroupHead steps={steps} accept={accept} /> }}
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
                          const step = rows.find((one) => one.deviceId === id);
                          return step === undefined ? shortId(id) : words.device(step);
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
      {accepting === null ? null : <AcceptSteps steps={accepting} close={() => accept(null)} />}
    </>
  );
}

function useColumns(accept: (step: WithheldLine) => void): Column<WithheldLine>[] {
  const t = useText();
  const when = useWhen();
  const words = useHeldWords();
  return [
    { id: 'kind', title: t('console.quarantine.kind'), cell: (one) => words.kind(one.kind) },
    {
      id: 'day',
      title: t('console.quarantine.day'),
      cell: (one) => when.day(one.occurredOn),
    },
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
