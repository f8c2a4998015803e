/** Protection of the data on this device: when it locks, and what opens it. */
import { Button, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../../ui/me.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { useLock } from '../shell/lockContext.ts';
import { IdleChoice } from './IdleChoice.tsx';
import { NewKeyForm } from './NewKeyForm.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import classes from './settings.module.css';

export function LockCard() {
  const t = useText();
  const me = useMe();
  const lock = useLock();
  const [changing, change] = useState<'passphrase' | 'key' | null>(null);
  const close = (): void => change(null);
  const toggle = (what: 'passphrase' | 'key'): void => change(changing === what ? null : what);
  return (
    <Card title={t('settings.lock.title')}>
      <div className={classes.fields}>
        <p className={classes.soft}>{t('settings.lock.text')}</p>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconLock size={17} aria-hidden />} onClick={lock}>
            {t('settings.lock.now')}
          </Button>
        </Group>
        {me.practice ? null : (
          <>
            <IdleChoice minutes={me.idleMinutes} />
            <Group gap="xs">
              <Button
                variant="default"
                aria-expanded={changing === 'passphrase'}
                onClick={() => toggle('passphrase')}
              >
                {t('settings.lock.change')}
              </Button>
              <Button variant="default" aria-expanded={changing === 'key'} onClick={() => toggle('key')}>
                {t('settings.key.make')}
              </Button>
            </Group>
          </>
        )}
        {changing === 'passphrase' ? <PassphraseForm done={close} /> : null}
        {changing === 'key' ? <NewKeyForm done={close} /> : null}
      </div>
    </Card>
  );
}
