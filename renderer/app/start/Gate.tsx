/**
 * Decides what stands before the pages: the first start, the lock, a store that cannot be opened. No page
 * below it is shown, and nothing it fetched is kept, while the profile is not open.
 */
import { cleanNotifications } from '@mantine/notifications';
import { partialMatchKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import type { Language } from '#shared/i18n/index.ts';
import { useApi, useHostLine } from '../../ui/api.tsx';
import { FailureError } from '../../ui/failureError.ts';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { createAppRouter } from '../router.tsx';
import { FirstStart } from './FirstStart.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';
import { ShowKeyContext } from './showKey.ts';
import { Trouble } from './Trouble.tsx';
import { Unlock } from './Unlock.tsx';
import { Wiped } from './Wiped.tsx';

interface NewKey {
  readonly key: string;
  readonly name: string;
  /** It stands in place of one that was printed before. */
  readonly renewed: boolean;
}

const lastWordMs = 2000;

export function Gate() {
  const api = useApi();
  const { state: line } = useHostLine();
  const status = useQuery(
    api.profile.status.queryOptions({
      staleTime: 0,
      // the last word to the server comes after the profile is gone
      refetchInterval: (query) => (query.state.data?.wiped?.told === false ? lastWordMs : false),
    }),
  );
  const [newKey, showKey] = useState<NewKey | null>(null);
  const [beginning, begin] = useState(false);
  const { refetch } = status;
  const state = status.data?.state;
  // a key that was left on the screen is no secret any more; another can be made in the settings
  useEffect(() => {
    if (state === 'locked') showKey(null);
  }, [state]);
  useForgetting(status.data?.state !== 'open');
  usePlainTitle(state === 'locked');
  useLockedElsewhere(refetch);
  useProfilesLanguage(status.data?.language ?? null);
  useEffect(() => {
    if (line === 'connected') void refetch();
  }, [line, refetch]);

  if (newKey !== null) {
    const { key, name, renewed } = newKey;
    return <RecoveryKey recoveryKey={key} name={name} renewed={renewed} onKept={() => showKey(null)} />;
  }
  if (status.data === undefined) {
    if (status.error !== null || line === 'lost') {
      return <Trouble kind={troubleOf(status.error)} retry={() => void refetch()} />;
    }
    return <Waiting />;
  }
  if (!status.data.runtimeFits) return <Trouble kind="runtime" />;
  switch (status.data.state) {
    case 'none':
      if (status.data.wiped !== null && !beginning) {
        return <Wiped wiped={status.data.wiped} begin={() => begin(true)} />;
      }
      return <FirstStart onMade={(key, name) => showKey({ key, name, renewed: false })} />;
    case 'locked':
      return <Unlock name={status.data.name} throttledUntil={status.data.throttledUntil} />;
    case 'open':
      return (
        <ShowKeyContext value={(key, name) => showKey({ key, name, renewed: true })}>
          <Pages />
        </ShowKeyContext>
      );
  }
}

function Pages() {
  const [router] = useState(createAppRouter);
  return (
    <Suspense fallback={<Waiting />}>
      <RouterProvider router={router} />
    </Suspense>
  );
}

function troubleOf(error: unknown): 'damaged' | 'newer' | 'inUse' | 'unreachable' {
  if (!(error instanceof FailureError)) return 'unreachable';
  if (error.failure.code === 'database_damaged') return 'damaged';
  if (error.failure.code === 'database_newer') return 'newer';
  return error.failure.code === 'database_in_use' ? 'inUse' : 'unreachable';
}

/** A profile made at the command line knows its person's language before this window was ever told one. */
function useProfilesLanguage(known: Language | null): void {
  const { chosen, setLanguage } = useLanguage();
  useEffect(() => {
    if (!chosen && known !== null) setLanguage(known);
  }, [chosen, known, setLanguage]);
}

/** The host may lock by itself; the first page that is answered `locked` has the lock shown. */
function useLockedElsewhere(ask: () => unknown): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (error instanceof FailureError && error.failure.code === 'locked') ask();
      }),
    [queries, ask],
  );
}

/** Closed means forgotten: names must not stay in the window's memory behind the lock. */
function useForgetting(closed: boolean): void {
  const queries = useQueryClient();
  const api = useApi();
  useEffect(() => {
    if (!closed) return;
    cleanNotifications();
    queries.getMutationCache().clear();
    const status = api.profile.status.key();
    queries.removeQueries({ predicate: ({ queryKey }) => !partialMatchKey(queryKey, status) });
  }, [closed, queries, api]);
}

/** The window's title can be seen by others, also in the list of windows. */
function usePlainTitle(locked: boolean): void {
  const name = useText()('common.appName');
  useEffect(() => {
    if (locked) document.title = name;
  }, [locked, name]);
}
