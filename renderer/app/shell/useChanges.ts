/**
 * Follows what the host says has changed and has the pages ask again. An import changes thousands of
 * cases: topics are gathered for a moment, so that pages ask once and not for every case.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppClient } from '#shared/contract/index.ts';
import { type Api, useApi, useClient, useHostLine } from '../../ui/api.tsx';

type Topic = 'profile' | 'cases' | 'institution' | 'sync';

const gatherMs = 120;
const againMs = 2000;

export function useChanges(): void {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const { state } = useHostLine();
  useEffect(() => {
    if (state !== 'connected') return undefined;
    const stop = new AbortController();
    const gathered = new Set<Topic>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    void follow(client, stop.signal, (topic) => {
      gathered.add(topic);
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh(queries, api, gathered);
        gathered.clear();
      }, gatherMs);
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, api, queries, state]);
}

async function follow(client: AppClient, signal: AbortSignal, tell: (topic: Topic) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { topic } of await client.data.changes(undefined, { signal })) tell(topic);
    } catch {
      // The host is restarting or was just locked; the banner and the lock say so. Asked again below.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

function refresh(queries: QueryClient, api: Api, topics: ReadonlySet<Topic>): void {
  const keys = new Set<readonly unknown[]>();
  if (topics.has('profile')) keys.add(api.profile.key());
  if (topics.has('cases')) {
    for (const part of [
      api.cases.key(),
      api.tasks.key(),
      api.institution.key(),
      api.report.key(),
      api.sync.key(),
    ])
      keys.add(part);
  }
  if (topics.has('institution')) for (const part of [api.institution.key(), api.report.key()]) keys.add(part);
  if (topics.has('sync')) for (const part of [api.sync.key(), api.cases.key()]) keys.add(part);
  for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
}
