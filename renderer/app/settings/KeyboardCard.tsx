/** That everything works without a mouse, and the list of keys. */
import { Button } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { KeysHelp } from '../shell/KeysHelp.tsx';
import classes from './settings.module.css';

export function KeyboardCard() {
  const t = useText();
  const [shown, show] = useState(false);
  return (
    <Card title={t('settings.keyboard.title')}>
      <div className={classes.fields}>
        <p className={classes.soft}>{t('settings.keyboard.text')}</p>
        <Button
          variant="default"
          leftSection={<IconKeyboard size={17} aria-hidden />}
          onClick={() => show(true)}
        >
          {t('settings.keyboard.show')}
        </Button>
      </div>
      <KeysHelp opened={shown} close={() => show(false)} />
    </Card>
  );
}
