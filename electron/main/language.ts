/** The language of the menu and the dialogs: the chosen one, else the system's if it is one of ours. */
import { app } from 'electron';
import type { ShellSettings } from '#shared/contract/bridge.ts';
import type { ShellLanguage } from '#shared/i18n/shell.ts';

export function languageOf(settings: ShellSettings): ShellLanguage {
  if (settings.language !== undefined) return settings.language;
  const system = app.getLocale().slice(0, 2);
  return system === 'kk' || system === 'en' ? system : 'ru';
}
