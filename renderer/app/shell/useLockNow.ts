/** Locks the profile: what was just typed is kept, the host closes the database, the window forgets what it has shown. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useApi, useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { useToasts } from '../../ui/toast.ts';
import type { OpenForms } from '../drafts/openForms.ts';

export function useLockNow(forms: OpenForms): () => void {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const toasts = useToasts();
  return useCallback(() => {
    forms
      .flush()
      .then(() => client.profile.lock())
      .then(unwrap)
      .then(() => queries.invalidateQueries({ queryKey: api.profile.status.key() }))
      .catch(toasts.failure);
  }, [forms, client, api, queries, toasts]);
}
