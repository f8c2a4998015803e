/** Devices of this server: when each was last in contact, and its revocation. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceLine } from '#shared/console/management.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { formatNumber } from '#shared/i18n/format.ts';
import { Chip, type Tone } from '../../ui/parts/Chip.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useApi } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import tableClasses from '../parts/table.module.css';
import { useWhen } from '../when.ts';
import { RevokeDevice } from './RevokeDevice.tsx';

/** Days without contact after which it is marked; the app warns its person from then on too (house rule). */
const silentDays = 30;

const tones: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = {
  active: 'well',
  silent: 'soon',
  lost: 'danger',
  withdrawn: 'plain',
};

function stateOf({ revokedAs, seenAt, enrolledAt }: DeviceLine) {
  if (revokedAs !== null) return revokedAs;
  const silent = Date.now() - Date.parse(seenAt ?? enrolledAt) > silentDays * 86_400_000;
  return silent ? 'silent' : 'active';
}

function State({ device }: { device: DeviceLine }) {
  const t = useText();
  const when = useWhen();
  const { wiped } = device;
  const state = stateOf(device);
  const left = wiped !== null && wiped.leftSteps + wiped.leftDocuments > 0;
  return (
    <div className={tableClasses.two}>
      <div>
        <Chip tone={tones[state]}>{t(`console.devices.states.${state}`)}</Chip>
      </div>
      {wiped === null ? null : (
        <span className={tableClasses.soft}>
          {t('console.devices.states.wiped', { day: when.day(wiped.at) })}.{' '}
          {t(left ? 'console.devices.wipedLeft' : 'console.devices.wipedAll', {
            handedIn: wiped.handedIn,
            leftSteps: wiped.leftSteps,
            leftDocuments: wiped.leftDocuments,
          })}
        </span>
      )}
    </div>
  );
}

export function DevicesPage() {
  const t = useText();
  const { language } = useLanguage();
  const when = useWhen();
  const query = useQuery(useApi().devices.list.queryOptions());
  const [revoking, revoke] = useState<DeviceLine | null>(null);
  const columns: Column<DeviceLine>[] = [
    {
      id: 'person',
      title: t('console.devices.person'),
      cell: (one) => (
        <div className={tableClasses.two}>
          {one.name}
          <span className={tableClasses.soft}>{one.login}</span>
        </div>
      ),
    },
    {
      id: 'device',
      title: t('console.devices.device'),
      cell: (one) => (
        <span className={tableClasses.code} title={one.deviceId}>
          {shortId(one.deviceId)}
        </span>
      ),
    },
    { id: 'enrolledAt', title: t('console.devices.enrolledAt'), cell: (one) => when.day(one.enrolledAt) },
    {
      id: 'seenAt',
      title: t('console.devices.seenAt'),
      cell: (one) => (
        <span title={one.seenAt === null ? undefined : when.at(one.seenAt)}>{when.ago(one.seenAt)}</span>
      ),
    },
    {
      id: 'steps',
      title: t('console.devices.steps'),
      cell: (one) => formatNumber(one.lastSeq, language),
      number: true,
    },
    {
      id: 'state',
      title: t('console.devices.state'),
      cell: (one) => <State device={one} />,
    },
    {
      id: 'actions',
      title: <span className="only-spoken">{t('console.actions')}</span>,
      cell: (one) =>
        one.revokedAs === null ? (
          <Button variant="subtle" color="danger" size="compact-sm" onClick={() => revoke(one)}>
            {t('console.devices.revoke')}
          </Button>
        ) : null,
      number: true,
    },
  ];
  return (
    <>
      <PageHeader title={t('console.devices.title')} sub={t('console.devices.sub')} />
      <Answered query={query}>
        {(rows) => (
          <Table
            label={t('console.devices.title')}
            rows={rows}
            columns={columns}
            rowKey={(one) => one.deviceId}
            textOf={(one) =>
              `${one.name} ${one.login} ${one.deviceId} ${t(`console.devices.states.${stateOf(one)}`)}`
            }
            empty={{ title: t('console.devices.noneTitle'), text: t('console.devices.noneText') }}
          />
        )}
      </Answered>
      {revoking === null ? null : <RevokeDevice device={revoking} close={() => revoke(null)} />}
    </>
  );
}
