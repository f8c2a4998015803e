/** Switches the window's language at once; each language is named in itself. */
import { Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { languages } from '#shared/i18n/index.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import classes from './frame.module.css';
import { useSpeak } from './useSpeak.ts';

export function LanguageMenu() {
  const t = useText();
  const { language } = useLanguage();
  const speak = useSpeak();
  return (
    <Menu position="top-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button
          type="button"
          className={classes.tool}
          aria-label={`${t('shell.language')}: ${t(`shell.languages.${language}`)}`}
        >
          <IconLanguage size={17} aria-hidden />
          <span className={classes.words}>{t(`shell.languages.${language}`)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((one) => (
          <Menu.Item key={one} lang={one} onClick={() => speak(one)} fw={one === language ? 700 : 400}>
            {t(`shell.languages.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
