/**
 * The window's language: `useText()` gives the typed translator, `useLanguage()` the language and the way
 * to change it. A change is kept by the shell for the next start and shown at once, without a reload.
 */
import type { i18n } from 'i18next';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { createTexts, type Language, type Translator } from '#shared/i18n/index.ts';
import { useShell } from './shellContext.tsx';

interface Choice {
  readonly language: Language;
  /** Whether a person chose it; otherwise it is the machine's. */
  readonly chosen: boolean;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<Choice | null>(null);

export function TextsProvider({ initial, children }: { initial: Language; children: ReactNode }) {
  const shell = useShell();
  const [texts] = useState<i18n>(() => createTexts(initial));
  const [language, choose] = useState(initial);
  const [chosen, setChosen] = useState(shell.settings.language !== undefined);
  const setLanguage = useCallback(
    (next: Language) => {
      void texts.changeLanguage(next);
      choose(next);
      setChosen(true);
      shell.remember({ language: next });
    },
    [texts, shell],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => ({ language, chosen, setLanguage }), [language, chosen, setLanguage]);
  return (
    <LanguageContext value={choice}>
      <I18nextProvider i18n={texts}>{children}</I18nextProvider>
    </LanguageContext>
  );
}

export function useText(): Translator {
  const { t } = useTranslation();
  return useCallback((key, values) => t(key, { ...values }), [t]);
}

export function useLanguage(): Choice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('no TextsProvider');
  return choice;
}
