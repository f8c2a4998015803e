/** Lets in: first signing in, then an own password where another was given, then the sections. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { SignedIn } from '#shared/console/session.ts';
import { SignedContext, useServer } from '../api.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Answered } from '../parts/Answered.tsx';
import { FirstPassword } from './FirstPassword.tsx';
import { SignIn } from './SignIn.tsx';

/** How often the page looks whether the session goes on; this does not count as using it. */
const lookEveryMs = 60_000;

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
    staleTime: lookEveryMs,
    refetchInterval: lookEveryMs,
  });
  const signedIn = query.data === undefined ? null : query.data.me !== null;
  const [wasIn, setWasIn] = useState(false);
  useEffect(() => {
    if (signedIn === true) setWasIn(true);
    // the session has ended: nothing of it stays
    if (signedIn === false) {
      queries.removeQueries({
        predicate: (one) => JSON.stringify(one.queryKey) !== JSON.stringify(queryKey),
      });
    }
  }, [signedIn, queries, queryKey]);
  useEffect(() => {
    if (endings === 0) return;
    queries.setQueryData(queryKey, (before) => (before === undefined ? before : { ...before, me: null }));
  }, [endings, queries, queryKey]);
  const enter = (me: SignedIn): void => {
    know(me);
    queries.setQueryData(queryKey, (before) => (before === undefined ? before : { ...before, me }));
  };
  return (
    <Answered query={query}>
      {({ me, server, today }) => {
        if (me === null) return <SignIn server={server} enter={enter} again={wasIn} />;
        return (
          <SignedContext value={{ me, server, today }}>
            {me.mustChangePassword ? <FirstPassword /> : <Frame />}
          </SignedContext>
        );
      }}
    </Answered>
  );
}
