/** Who works here, and what the app takes as today. Only below the lock: while it loads, pages wait. */
import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '#shared/contract/views.ts';
import type { Day } from '#shared/domain/day.ts';
import { useApi } from './api.tsx';

export function useMe(): Me {
  return useSuspenseQuery(useApi().profile.me.queryOptions()).data;
}

export function useToday(): Day {
  return useMe().today;
}
