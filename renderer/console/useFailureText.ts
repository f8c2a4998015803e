/** `failureText` in the page's language. */
import { useCallback } from 'react';
import { useLanguage, useText } from '../ui/texts.tsx';
import { failureText } from './failure.ts';

export function useFailureText(): (error: unknown) => string {
  const t = useText();
  const { language } = useLanguage();
  return useCallback((error) => failureText(error, t, language), [t, language]);
}
