/** The first start: a language, then a profile or the practice data. */
import { useState } from 'react';
import { languages } from '#shared/i18n/index.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { MakeProfile } from './MakeProfile.tsx';
import { Sheet } from './Sheet.tsx';
import classes from './start.module.css';

export function FirstStart({ onMade }: { onMade: (recoveryKey: string, name: string) => void }) {
  const { chosen } = useLanguage();
  const [choosing, choose] = useState(!chosen);
  if (choosing) return <LanguageChoice onChosen={() => choose(false)} />;
  return <MakeProfile onMade={onMade} back={() => choose(true)} />;
}

function LanguageChoice({ onChosen }: { onChosen: () => void }) {
  const t = useText();
  const { setLanguage } = useLanguage();
  return (
    <Sheet>
      <h1 className={classes.title}>Тілді таңдаңыз · Выберите язык · Choose a language</h1>
      <div className={classes.languages}>
        {languages.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            className={classes.language}
            onClick={() => {
              setLanguage(language);
              onChosen();
            }}
          >
            {t(`shell.languages.${language}`)}
          </button>
        ))}
      </div>
    </Sheet>
  );
}
