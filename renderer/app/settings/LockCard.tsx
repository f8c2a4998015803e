/** Protection of the data on this device: lock at once, change the passphrase. */
import { Button, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../../ui/me.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { useLock } from '../shell/lockContext.ts';
import { PassphraseForm } from './PassphraseForm.tsx';
import classes from './settings.module.css';

export function LockCard() {
  const t = useText();
  const me = useMe();
  const lock = useLock();
  const [changing, setChanging] = useState(false);
  return (
    <Card title={t('settings.lock.title')}>
      <div className={classes.fields}>
        <p className={classes.soft}>{t('settings.lock.text')}</p>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconLock size={17} aria-hidden />} onClick={lock}>
            {t('settings.lock.now')}
          </Button>
          {me.practice ? null : (
            <Button variant="default" aria-expanded={changing} onClick={() => setChanging(!changing)}>
              {t('settings.lock.change')}
            </Button>
          )}
        </Group>
        {changing ? <PassphraseForm done={() => setChanging(false)} /> : null}
      </div>
    </Card>
  );
}
