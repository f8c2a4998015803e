/** Search and filters of the list, with how many children each would show. */
import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ChildPage } from '#shared/contract/views.ts';
import { isStage, type Stage, stages } from '#shared/domain/stages.ts';
import { useApi } from '../../ui/api.tsx';
import { useMe } from '../../ui/me.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './children.module.css';
import { atHome, type ListView, onTheWay, sameStages } from './listView.ts';
import { useSearchText } from './useSearchText.ts';

export interface FiltersProps {
  readonly view: ListView;
  readonly change: (view: Partial<ListView>) => void;
  readonly head: ChildPage | undefined;
}

export function Filters({ view, change, head }: FiltersProps) {
  const t = useText();
  const me = useMe();
  const search = useSearchText(view.search, (text) => change({ search: text, scrolled: 0 }));
  const caseworkers = useQuery(useApi().cases.caseworkers.queryOptions()).data ?? [];
  const filter = (next: Partial<ListView>): void => change({ ...next, scrolled: 0 });
  const single = view.stages.length === 1 ? view.stages[0] : undefined;
  const { clear, ...field } = search;
  return (
    <search className={classes.tools}>
      <TextInput
        className={classes.search}
        aria-label={t('children.search')}
        placeholder={t('children.searchHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          search.value === '' ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('children.clearSearch')}
              onClick={clear}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          )
        }
        data-page-search
        spellCheck={false}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Escape') clear();
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            document.querySelector<HTMLElement>('tr[data-row][tabindex="0"]')?.focus();
          }
        }}
        {...field}
      />
      <StageFilter name={t('children.filters.onTheWay')} stages={onTheWay} {...{ view, filter, head }} />
      <StageFilter name={t('children.filters.atHome')} stages={atHome} {...{ view, filter, head }} />
      <button
        type="button"
        className={classes.filter}
        aria-pressed={view.overdueOnly}
        data-alarm={(head?.overdue ?? 0) > 0}
        onClick={() => filter({ overdueOnly: !view.overdueOnly })}
      >
        {t('children.filters.overdue')}
        <b>{head?.overdue ?? ''}</b>
      </button>
      <button
        type="button"
        className={classes.filter}
        aria-pressed={view.caseworkerId === me.personId}
        onClick={() => filter({ caseworkerId: view.caseworkerId === me.personId ? null : me.personId })}
      >
        {t('children.filters.mine')}
      </button>
      <Select
        aria-label={t('children.filters.stage')}
        placeholder={t('children.filters.anyStage')}
        w={172}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        data={stages.map((stage) => ({ value: stage, label: t(`domain.stages.${stage}`) }))}
        value={single ?? null}
        onChange={(stage) => filter({ stages: stage !== null && isStage(stage) ? [stage] : [] })}
        comboboxProps={{ transitionProps: { duration: 0 }, width: 230, position: 'bottom-end' }}
        maxDropdownHeight={420}
      />
      {caseworkers.length > 1 ? (
        <Select
          aria-label={t('children.filters.caseworker')}
          placeholder={t('children.filters.anyCaseworker')}
          w={150}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          data={caseworkers.map(({ personId, name, children }) => ({
            value: personId,
            label: `${name} · ${children}`,
          }))}
          value={view.caseworkerId}
          onChange={(caseworkerId) => filter({ caseworkerId })}
          comboboxProps={{ transitionProps: { duration: 0 }, width: 230, position: 'bottom-end' }}
        />
      ) : null}
    </search>
  );
}

interface StageFilterProps {
  readonly name: string;
  readonly stages: readonly Stage[];
  readonly view: ListView;
  readonly filter: (next: Partial<ListView>) => void;
  readonly head: ChildPage | undefined;
}

function StageFilter({ name, stages: shown, view, filter, head }: StageFilterProps) {
  const on = sameStages(view.stages, shown);
  const count = shown.reduce((sum, stage) => sum + (head?.byStage[stage] ?? 0), 0);
  return (
    <button
      type="button"
      className={classes.filter}
      aria-pressed={on}
      onClick={() => filter({ stages: on ? [] : shown })}
    >
      {name}
      <b>{head === undefined ? '' : count}</b>
    </button>
  );
}
