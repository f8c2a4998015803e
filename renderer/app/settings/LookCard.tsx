/** Language and look. A change shows at once and is kept for the next start. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { languages } from '#shared/i18n/index.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useSpeak } from '../shell/useSpeak.ts';
import classes from './settings.module.css';

const schemes = ['light', 'dark', 'auto'] as const;

export function LookCard() {
  const t = useText();
  const { language } = useLanguage();
  const speak = useSpeak();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={t('settings.look.title')}>
      <div className={classes.fields}>
        <div>
          <p className={classes.label} aria-hidden="true">
            {t('settings.look.language')}
          </p>
          <SegmentedControl
            aria-label={t('settings.look.language')}
            transitionDuration={0}
            value={language}
            onChange={(value) => {
              const chosen = languages.find((known) => known === value);
              if (chosen !== undefined) speak(chosen);
            }}
            data={languages.map((value) => ({ value, label: t(`shell.languages.${value}`) }))}
          />
        </div>
        <div>
          <p className={classes.label} aria-hidden="true">
            {t('settings.look.theme')}
          </p>
          <SegmentedControl
            aria-label={t('settings.look.theme')}
            transitionDuration={0}
            value={colorScheme}
            onChange={(value) => {
              const chosen = schemes.find((known) => known === value);
              if (chosen !== undefined) setColorScheme(chosen);
            }}
            data={schemes.map((value) => ({ value, label: t(`settings.look.${value}`) }))}
          />
        </div>
      </div>
    </Card>
  );
}
