/** Protection of the data on this device: when it locks, and what opens it. */
import { Button, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../ui/api.tsx';
import { useMe } from '../../ui/me.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { useLock } from '../shell/lockContext.ts';
import { BindingForm } from './BindingForm.tsx';
import { IdleChoice } from './IdleChoice.tsx';
import { NewKeyForm } from './NewKeyForm.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import classes from './settings.module.css';

type Change = 'passphrase' | 'key' | 'binding';

export function LockCard() {
  const t = useText();
  const me = useMe();
  const lock = useLock();
  const { data: binding } = useQuery(useApi().profile.binding.queryOptions());
  const [changing, change] = useState<Change | null>(null);
  const close = (): void => change(null);
  const toggle = (what: Change): void => change(changing === what ? null : what);
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
              {binding?.bound || binding?.possible ? (
                <Button
                  variant="default"
                  aria-expanded={changing === 'binding'}
                  onClick={() => toggle('binding')}
                >
                  {t(binding.bound ? 'settings.binding.free' : 'settings.binding.bind')}
                </Button>
              ) : null}
            </Group>
          </>
        )}
        {changing === 'passphrase' ? <PassphraseForm done={close} /> : null}
        {changing === 'key' ? <NewKeyForm done={close} /> : null}
        {changing === 'binding' && binding !== undefined ? (
          <BindingForm bound={binding.bound} done={close} />
        ) : null}
      </div>
    </Card>
  );
}
