/**
 * The wizard's state, kept with the window's other answers of the host rather than in the page: a look at
 * another page loses nothing, and locking the profile forgets it with everything else.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { emptyWizard, type Wizard } from './wizard.ts';

const key = ['register-import'];

export function useWizard(): [Wizard, (change: (wizard: Wizard) => Wizard) => void] {
  const queries = useQueryClient();
  const { data } = useQuery<Wizard>({
    queryKey: key,
    queryFn: () => emptyWizard,
    initialData: emptyWizard,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const update = useCallback(
    (change: (wizard: Wizard) => Wizard) => {
      queries.setQueryData<Wizard>(key, (wizard) => change(wizard ?? emptyWizard));
    },
    [queries],
  );
  return [data, update];
}
