/**
 * What the person has chosen to see in the list: search, filters, order. Kept while the window is open, so
 * that coming back from a file shows the same list; never in the address, because a search holds names.
 */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Stage } from '#shared/domain/stages.ts';

export type ChildSort = 'name' | 'birth' | 'stage' | 'days_in_care' | 'next_due' | 'caseworker' | 'code';

export interface ListView {
  readonly search: string;
  readonly stages: readonly Stage[];
  readonly caseworkerId: string | null;
  readonly overdueOnly: boolean;
  readonly sort: ChildSort;
  readonly descending: boolean;
  /** Pixels scrolled. */
  readonly scrolled: number;
}

export const emptyView: ListView = {
  search: '',
  stages: [],
  caseworkerId: null,
  overdueOnly: false,
  sort: 'name',
  descending: false,
  scrolled: 0,
};

/** "On the way home" as the filter says it: still in care, and not ended otherwise. */
export const onTheWay: readonly Stage[] = [
  'identified',
  'assessment',
  'planning',
  'preparation',
  'approved',
  'trial_stay',
  'on_hold',
  'reentered',
];
export const atHome: readonly Stage[] = ['returned'];

export function isFiltered(view: ListView): boolean {
  return view.search !== '' || view.stages.length > 0 || view.caseworkerId !== null || view.overdueOnly;
}

export function sameStages(one: readonly Stage[], other: readonly Stage[]): boolean {
  return one.length === other.length && one.every((stage) => other.includes(stage));
}

/** A click on a column: sorts by it, and by it the other way round on the next. */
export function sortedBy(view: ListView, sort: ChildSort): ListView {
  return { ...view, sort, descending: view.sort === sort ? !view.descending : false, scrolled: 0 };
}

const viewKey = ['children', 'view'];

/** Lives in the query cache, which the lock empties. */
export function useListView(): [ListView, (change: Partial<ListView>) => void] {
  const queries: QueryClient = useQueryClient();
  const { data } = useQuery({
    queryKey: viewKey,
    queryFn: () => emptyView,
    initialData: emptyView,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const change = useCallback(
    (next: Partial<ListView>) => {
      queries.setQueryData<ListView>(viewKey, (view = emptyView) => ({ ...view, ...next }));
    },
    [queries],
  );
  return [data, change];
}
