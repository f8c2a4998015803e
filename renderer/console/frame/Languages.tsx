/** Switches the page's language at once; each language is named in itself. */
import { languages } from '#shared/i18n/index.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import classes from './frame.module.css';

export function Languages() {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  return (
    <fieldset className={classes.languages} aria-label={t('shell.language')}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          className={classes.language}
          aria-pressed={one === language}
          onClick={() => setLanguage(one)}
        >
          {t(`shell.languages.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}
