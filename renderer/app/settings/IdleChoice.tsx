/** After how many minutes without anybody at the window it locks. "Never" is not offered. */
import { SegmentedControl } from '@mantine/core';
import { idleMinutes } from '#shared/contract/profile.ts';
import { useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import classes from './settings.module.css';

export function IdleChoice({ minutes }: { minutes: number }) {
  const t = useText();
  const client = useClient();
  const toasts = useToasts();
  return (
    <div>
      <p className={classes.label} aria-hidden="true">
        {t('settings.lock.idle')}
      </p>
      <SegmentedControl
        aria-label={t('settings.lock.idle')}
        transitionDuration={0}
        value={String(minutes)}
        onChange={(value) => {
          const chosen = idleMinutes.find((known) => String(known) === value);
          if (chosen === undefined) return;
          client.profile.setIdleMinutes({ minutes: chosen }).then(unwrap).catch(toasts.failure);
        }}
        data={idleMinutes.map((count) => ({
          value: String(count),
          label: t('settings.lock.minutes', { count }),
        }))}
      />
      <p className={classes.soft}>{t('settings.lock.idleText')}</p>
    </div>
  );
}
