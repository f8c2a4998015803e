/** The last minute before an idle window locks: any key or movement of the mouse keeps it open. */
import { Alert } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useText } from '../../ui/texts.tsx';
import classes from './frame.module.css';

export function IdleWarning({ seconds }: { seconds: number | null }) {
  const t = useText();
  if (seconds === null) return null;
  return (
    <Alert
      className={classes.idle}
      color="soon"
      role="alert"
      icon={<IconLock aria-hidden />}
      title={t('shell.idle.title')}
      data-testid="idle"
    >
      {/* a voice that counts every second would say nothing else */}
      <span aria-hidden="true">{t('shell.idle.seconds', { count: seconds })} </span>
      {t('shell.idle.text')}
    </Alert>
  );
}
