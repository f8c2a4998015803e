/** Saves what the sync page lists, and one step of it, as files in the window's language. */
import { useMutation } from '@tanstack/react-query';
import type { SyncItem } from '#shared/contract/views.ts';
import { useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { useShell } from '../../ui/shellContext.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';

export function useSaveList() {
  const { language } = useLanguage();
  const client = useClient();
  return useSaving(async (format: 'xlsx' | 'csv') =>
    unwrap(await client.sync.listFile({ format, language })),
  );
}

export function useSaveItem() {
  const { language } = useLanguage();
  const client = useClient();
  return useSaving(async ({ feedId, stepId }: Pick<SyncItem, 'feedId' | 'stepId'>) =>
    unwrap(await client.sync.itemFile({ feedId, stepId, language })),
  );
}

function useSaving<Asked>(make: (asked: Asked) => Promise<{ file: File }>) {
  const t = useText();
  const shell = useShell();
  const toasts = useToasts();
  return useMutation({
    mutationFn: async (asked: Asked) => {
      const { file } = await make(asked);
      const outcome = await shell.saveFile(file);
      if (outcome === 'saved') toasts.done(t('sync.export.saved', { name: file.name }));
      if (outcome === 'disk_full' || outcome === 'not_writable') {
        toasts.problem(t(`reports.notSaved.${outcome}`));
      }
    },
    onError: (error) => toasts.failure(error),
  });
}
