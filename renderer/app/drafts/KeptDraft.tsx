/**
 * Shows a form once it is known what was kept of it: a form that is filled in afterwards would lose the first
 * keys. It is asked for each form that is opened and not kept in the window: a moment later it may be another.
 */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { DraftPlace } from '#shared/contract/drafts.ts';
import { useClient } from '../../ui/api.tsx';
import { type Kept, KeptContext } from './useDraft.ts';

export function KeptDraft({ caseId, form, about, children }: DraftPlace & { children: ReactNode }) {
  const client = useClient();
  const place = useMemo(() => ({ caseId, form, about }), [caseId, form, about]);
  const [kept, know] = useState<Kept | null>(null);
  useEffect(() => {
    let wanted = true;
    const found = (draft: Kept['draft']): void => {
      if (wanted) know({ place, draft });
    };
    client.drafts.get(place).then(
      (read) => found(read.ok ? read.value : null),
      // where the draft cannot be read the form itself is worth more than the draft
      () => found(null),
    );
    return () => {
      wanted = false;
    };
  }, [client, place]);
  if (kept?.place !== place) return null;
  return <KeptContext value={kept}>{children}</KeptContext>;
}
