/** Here was the profile of a device that was revoked: what became of it, honestly, and how to begin anew. */
import { Button } from '@mantine/core';
import type { WipedView } from '#shared/contract/views.ts';
import { wipedTitle, wipedWords } from '#shared/i18n/words/wiped.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { Sheet } from './Sheet.tsx';
import classes from './start.module.css';

export function Wiped({ wiped, begin }: { wiped: WipedView; begin: () => void }) {
  const t = useText();
  const { language } = useLanguage();
  return (
    <Sheet>
      <h1 className={classes.title}>{wipedTitle(wiped, t)}</h1>
      {wipedWords(wiped, t, language).map((words) => (
        <p key={words} className={classes.told}>
          {words}
        </p>
      ))}
      <p className={classes.intro}>{t('start.wiped.again')}</p>
      <Button onClick={begin}>{t('start.wiped.begin')}</Button>
    </Sheet>
  );
}
