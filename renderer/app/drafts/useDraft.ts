/**
 * Ties a form to its draft: what was kept of it before it is shown, and what is typed from then on. The draft
 * is read by `KeptDraft`, which stands around the form.
 */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { DraftPlace, DraftView } from '#shared/contract/drafts.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { DraftKeeper } from './DraftKeeper.ts';
import { type Draft, packDraft, unpackDraft } from './draftContent.ts';
import { useOpenForms } from './openForms.ts';

export interface Kept {
  readonly place: DraftPlace;
  readonly draft: DraftView | null;
}

export const KeptContext = createContext<Kept | null>(null);

/** What was kept of the form when it was opened. */
export function useKept<Values extends object>(
  initial: Values,
): (Draft<Values> & { readonly savedAt: string }) | null {
  const kept = useContext(KeptContext);
  const [first] = useState(() => {
    const draft = kept?.draft ?? null;
    const unpacked = draft === null ? null : unpackDraft(draft.content, initial);
    return draft === null || unpacked === null ? null : { ...unpacked, savedAt: draft.savedAt };
  });
  return first;
}

/**
 * Keeps the form as it is typed.
 * @param draft null where it holds nothing that the empty form does not
 * @returns to be called when the form is saved or thrown away
 */
export function useKeeping<Values extends object>(draft: Draft<Values> | null): () => Promise<void> {
  const kept = useContext(KeptContext);
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const forms = useOpenForms();
  const [keeper] = useState(() => {
    if (kept === null) return null;
    const { place } = kept;
    return new DraftKeeper(
      {
        keep: async (content) => unwrap(await client.drafts.keep({ ...place, content })),
        drop: async () => unwrap(await client.drafts.drop(place)),
      },
      kept.draft?.content ?? null,
    );
  });
  const content = draft === null ? null : packDraft(draft);
  useEffect(() => keeper?.change(content), [keeper, content]);
  useEffect(() => {
    if (keeper === null) return undefined;
    const remove = forms.add(() => keeper.flush());
    return () => {
      remove();
      void keeper.flush().then(() => queries.invalidateQueries({ queryKey: api.drafts.key() }));
    };
  }, [keeper, forms, queries, api]);
  return async () => keeper?.end();
}
