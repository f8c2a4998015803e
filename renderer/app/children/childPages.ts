/**
 * The rows of the list, fetched in pages around what is on the screen. Fifty thousand children are never
 * all in the window; what was shown stays until the answer to a new search is there.
 */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { ChildPage, ChildRow } from '#shared/contract/views.ts';
import { useApi } from '../../ui/api.tsx';
import type { ListView } from './listView.ts';
import { pageSize, pagesFor } from './pagesFor.ts';

export interface ChildPages {
  /** Totals and first rows; undefined before the first answer. */
  readonly head: ChildPage | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  /** Undefined while its page is on the way. */
  row(index: number): ChildRow | undefined;
}

export function useChildPages(view: ListView, first: number, last: number): ChildPages {
  const api = useApi();
  const input = {
    search: view.search,
    stages: [...view.stages],
    overdueOnly: view.overdueOnly,
    sort: view.sort,
    descending: view.descending,
    limit: pageSize,
    ...(view.caseworkerId === null ? {} : { caseworkerId: view.caseworkerId }),
  };
  const head = useQuery(
    api.cases.list.queryOptions({ input: { ...input, offset: 0 }, placeholderData: keepPreviousData }),
  );
  const offsets = pagesFor(first, last).filter((offset) => offset > 0);
  const pages = useQueries({
    queries: offsets.map((offset) => api.cases.list.queryOptions({ input: { ...input, offset } })),
  });
  return {
    head: head.data,
    error: head.error,
    retry: () => void head.refetch(),
    row: (index) => {
      const offset = Math.floor(index / pageSize) * pageSize;
      const page = offset === 0 ? head.data : pages[offsets.indexOf(offset)]?.data;
      return page?.rows[index - offset];
    },
  };
}
