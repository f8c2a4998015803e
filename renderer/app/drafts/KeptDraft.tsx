/** Shows a form once it is known what was kept of it: a form that is filled in afterwards would lose the first keys. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { DraftPlace } from '#shared/contract/drafts.ts';
import { useApi } from '../../ui/api.tsx';
import { KeptContext } from './useDraft.ts';

export function KeptDraft({ caseId, form, about, children }: DraftPlace & { children: ReactNode }) {
  const place = useMemo(() => ({ caseId, form, about }), [caseId, form, about]);
  const kept = useQuery({
    ...useApi().drafts.get.queryOptions({ input: place }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const value = useMemo(() => ({ place, draft: kept.data ?? null }), [place, kept.data]);
  // where the draft cannot be read the form itself is worth more than the draft
  if (!kept.isFetchedAfterMount) return null;
  return <KeptContext value={value}>{children}</KeptContext>;
}
