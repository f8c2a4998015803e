/** Locks the profile: the host closes the database, and the window forgets what it has shown. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useApi, useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { useToasts } from '../../ui/toast.ts';

export function useLockNow(): () => void {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const toasts = useToasts();
  return useCallback(() => {
    client.profile
      .lock()
      .then(unwrap)
      .then(() => queries.invalidateQueries({ queryKey: api.profile.status.key() }))
      .catch(toasts.failure);
  }, [client, api, queries, toasts]);
}
