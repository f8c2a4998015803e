/**
 * Texts by keys that come as data: a report's rows carry the keys of their labels. A key without a text
 * is shown as it is rather than as nothing.
 */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

export type Say = (key: string) => string;

export function useSay(): Say {
  const { t, i18n } = useTranslation();
  return useCallback((key) => (i18n.exists(key) ? t(key) : key), [t, i18n]);
}
