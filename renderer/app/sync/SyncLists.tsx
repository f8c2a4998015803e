/**
 * What of sync needs somebody, list by list, of all cases or of one; and the way to the text of each step.
 * `about` comes from a child's file or its timeline.
 */
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SyncItem, SyncView } from '#shared/contract/views.ts';
import type { SyncList } from '#shared/i18n/words/syncItem.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import type { Tone } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { ConflictList } from './ConflictList.tsx';
import { ItemDialog } from './ItemDialog.tsx';
import { SyncItems } from './SyncItems.tsx';
import classes from './sync.module.css';
import { useSaveList } from './useSaving.ts';

export interface SyncAbout {
  /** Only this case. */
  readonly case: string | undefined;
  /** This step of that case, opened at once. */
  readonly step: string | undefined;
}

const lists: readonly { readonly id: Exclude<SyncList, 'conflicts' | 'pending'>; readonly tone: Tone }[] = [
  { id: 'refused', tone: 'danger' },
  { id: 'quarantined', tone: 'soon' },
  { id: 'leftBehind', tone: 'soon' },
  { id: 'review', tone: 'soon' },
];

export function SyncLists({ view, about }: { view: SyncView; about: SyncAbout }) {
  const t = useText();
  const navigate = useNavigate();
  const [shown, show] = useState<Pick<SyncItem, 'feedId' | 'stepId'> | null>(null);
  const read = useRead();
  useEffect(() => {
    if (about.case !== undefined && about.step !== undefined) {
      show({ feedId: about.case, stepId: about.step });
    }
  }, [about.case, about.step]);
  const ofCase = (items: readonly SyncItem[]) =>
    about.case === undefined ? items : items.filter((item) => item.feedId === about.case);
  const count =
    ofCase(view.conflicts).length + lists.reduce((sum, { id }) => sum + ofCase(view[id]).length, 0);
  return (
    <>
      {about.case === undefined ? null : (
        <p>
          {t('sync.filter.one')}{' '}
          <button
            type="button"
            className={classes.button}
            onClick={() => void navigate({ to: '/sync', search: {} })}
          >
            {t('sync.filter.all')}
          </button>
        </p>
      )}
      <ConflictList of={about.case} />
      {lists.map(({ id, tone }) => (
        <SyncItems
          key={id}
          list={id}
          items={ofCase(view[id])}
          tone={tone}
          show={show}
          {...(id === 'leftBehind' ? { read: read.mutate } : {})}
        />
      ))}
      {view.state === 'off' ? null : (
        <SyncItems
          list="pending"
          items={ofCase(view.pending)}
          {...(about.case === undefined ? { count: view.pendingCount } : {})}
          tone="plain"
          show={show}
        />
      )}
      {count > 0 || view.state === 'off' ? null : (
        <p className={classes.soft}>
          {t(about.case === undefined ? 'sync.lists.nothing' : 'sync.filter.empty')}
        </p>
      )}
      {count > 0 ? <SaveList /> : null}
      {shown === null ? null : <ItemDialog {...shown} close={() => show(null)} />}
    </>
  );
}

function SaveList() {
  const t = useText();
  const save = useSaveList();
  return (
    <div>
      <Menu position="bottom-start" withinPortal transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden />}
            title={t('sync.export.help')}
            loading={save.isPending}
          >
            {t('sync.export.button')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save.mutate('xlsx')}>{t('sync.export.xlsx')}</Menu.Item>
          <Menu.Item onClick={() => save.mutate('csv')}>{t('sync.export.csv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function useRead() {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ feedId, stepId }: SyncItem) => unwrap(await client.sync.read({ feedId, stepId })),
    onSettled: () => queries.invalidateQueries({ queryKey: api.sync.key() }),
  });
}
