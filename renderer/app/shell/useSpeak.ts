/** Changes the language of the window and of the open profile, which reports and exports follow. */
import type { Language } from '#shared/i18n/index.ts';
import { useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { useLanguage } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';

export function useSpeak(): (language: Language) => void {
  const client = useClient();
  const { setLanguage } = useLanguage();
  const toasts = useToasts();
  return (language) => {
    setLanguage(language);
    client.profile.setLanguage({ language }).then(unwrap).catch(toasts.failure);
  };
}
