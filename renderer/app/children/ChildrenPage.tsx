/** All children of the profile: found by a few letters, sorted, filtered, opened. */
import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { mayWrite } from '#shared/domain/permissions.ts';
import { useMe } from '../../ui/me.ts';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { ChildrenTable } from './ChildrenTable.tsx';
import { useChildPages } from './childPages.ts';
import classes from './children.module.css';
import { Filters } from './Filters.tsx';
import { emptyView, isFiltered, useListView } from './listView.ts';

export function ChildrenPage() {
  const t = useText();
  const [view, change] = useListView();
  const { head, error, retry } = useChildPages(view, 0, 0);
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('children.title')}
        sub={
          head === undefined ? (
            '…'
          ) : (
            <>
              {t('common.children', { count: head.all })}
              {head.siblingGroups > 0 ? ` · ${t('children.groups', { count: head.siblingGroups })}` : ''}
              <span role="status">
                {isFiltered(view) ? ` · ${t('children.found', { count: head.total })}` : ''}
              </span>
            </>
          )
        }
        actions={head?.all === 0 ? undefined : <Actions />}
      />
      {head === undefined || head.all > 0 ? <Filters view={view} change={change} head={head} /> : null}
      <div className={classes.box}>
        {head === undefined ? (
          error === null ? (
            <Waiting />
          ) : (
            <FailureState error={error} retry={retry} />
          )
        ) : head.all === 0 ? (
          <EmptyState title={t('children.empty.title')} text={t('children.empty.text')}>
            <Actions />
          </EmptyState>
        ) : head.total === 0 ? (
          <EmptyState title={t('children.nothing.title')} text={t('children.nothing.text')}>
            <Button
              variant="default"
              onClick={() => change({ ...emptyView, sort: view.sort, descending: view.descending })}
            >
              {t('children.nothing.clear')}
            </Button>
          </EmptyState>
        ) : (
          <ChildrenTable view={view} change={change} total={head.total} />
        )}
      </div>
    </div>
  );
}

/** Only for those whose role opens cases: a director looks at the list, and the host would refuse more. */
function Actions() {
  const t = useText();
  const { roles } = useMe();
  const navigate = useNavigate();
  if (
    !mayWrite(
      roles.map(({ role }) => role),
      'case',
      'identity',
    )
  )
    return null;
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <Button
        variant="default"
        leftSection={<IconFileImport size={17} aria-hidden />}
        onClick={() => void navigate({ to: '/children/import' })}
      >
        {t('children.import')}
      </Button>
      <Button
        leftSection={<IconPlus size={17} aria-hidden />}
        onClick={() => void navigate({ to: '/children/new' })}
      >
        {t('children.newCase')}
      </Button>
    </div>
  );
}
