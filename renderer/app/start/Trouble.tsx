/** The store cannot be opened: why, and what to do so that nothing is lost. */
import { Button } from '@mantine/core';
import { useText } from '../../ui/texts.tsx';
import { Sheet } from './Sheet.tsx';
import classes from './start.module.css';

export type TroubleKind = 'damaged' | 'newer' | 'inUse' | 'runtime' | 'unreachable';

export function Trouble({ kind, retry }: { kind: TroubleKind; retry?: () => void }) {
  const t = useText();
  return (
    <Sheet>
      <div role="alert">
        <h1 className={classes.title}>{t(`start.${kind}.title`)}</h1>
        <p className={classes.intro}>{t(`start.${kind}.text`)}</p>
      </div>
      {retry === undefined ? null : (
        <Button variant="default" onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </Sheet>
  );
}
