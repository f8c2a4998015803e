/** Lets in: first signing in, then an own password where another was given, then the sections. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { SignedIn } from '#shared/console/session.ts';
import { SignedContext, useServer } from '../api.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Answered } from '../parts/Answered.tsx';
import { FirstPassword } from './FirstPassword.tsx';
import { SignIn } from './SignIn.tsx';

export function Gate() {
  const { client, api, queries, know, ended } = useServer();
  const endings = useSyncExternalStore(ended.subscribe, ended.count);
  const queryKey = useMemo(() => api.session.me.queryKey(), [api]);
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const answer = await client.session.me();
      know(answer.me);
      return answer;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    // the session has ended: nothing of it stays on the screen
    if (endings > 0) void forget();
    async function forget(): Promise<void> {
      await queries.cancelQueries();
      queries.setQueryData(queryKey, (before) => (before === undefined ? before : { ...before, me: null }));
      queries.removeQueries({ predicate: (one) => one.queryKey.join() !== queryKey.join() });
    }
  }, [endings, queries, queryKey]);
  const enter = (me: SignedIn): void => {
    know(me);
    queries.setQueryData(queryKey, (before) => (before === undefined ? before : { ...before, me }));
  };
  return (
    <Answered query={query}>
      {({ me, server, today }) => {
        if (me === null) return <SignIn server={server} enter={enter} again={endings > 0} />;
        return (
          <SignedContext value={{ me, server, today }}>
            {me.mustChangePassword ? <FirstPassword /> : <Frame />}
          </SignedContext>
        );
      }}
    </Answered>
  );
}
