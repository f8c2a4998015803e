/** Says that the host is being started again, or cannot be. What was acknowledged is on the disk. */
import { Button } from '@mantine/core';
import { useHostLine } from '../../ui/api.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './frame.module.css';

export function HostBanner() {
  const t = useText();
  const { state, reconnect } = useHostLine();
  if (state === 'connected') return null;
  return (
    <div className={classes.banner} role="status">
      {t(`shell.host.${state}`)}
      {state === 'lost' ? (
        <Button size="xs" variant="default" onClick={reconnect}>
          {t('shell.host.reconnect')}
        </Button>
      ) : null}
    </div>
  );
}
