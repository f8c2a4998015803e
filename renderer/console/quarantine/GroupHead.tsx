/** Above the steps of one laptop: whose they are, why they are withheld, and the acceptance of all. */
import { Button } from '@mantine/core';
import type { WithheldLine } from '#shared/console/oversight.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import tableClasses from '../parts/table.module.css';
import type { AcceptStepsProps } from './AcceptSteps.tsx';
import { acceptable } from './heldGroups.ts';
import classes from './quarantine.module.css';
import { useHeldWords } from './useHeldWords.ts';

export interface GroupHeadProps {
  readonly steps: readonly WithheldLine[];
  readonly accept: (steps: AcceptStepsProps['steps']) => void;
}

export function GroupHead({ steps, accept }: GroupHeadProps) {
  const t = useText();
  const words = useHeldWords();
  const [one] = steps;
  if (one === undefined) return null;
  const [first, ...others] = acceptable(steps);
  return (
    <div className={classes.head}>
      <div className={classes.whose}>
        <span>
          {words.author(one)} ·{' '}
          <span className={tableClasses.code} title={one.deviceId}>
            {shortId(one.deviceId)}
          </span>{' '}
          {one.revokedAs === 'lost' ? <Chip tone="danger">{t('console.devices.states.lost')}</Chip> : null}
        </span>
        <span className={classes.about}>
          {words.amount(steps)} · {words.reason(one.reason)}
        </span>
      </div>
      {first === undefined || others.length === 0 ? null : (
        <Button
          size="compact-sm"
          onClick={() => accept([first, ...others])}
          aria-label={t('console.quarantine.acceptAllOf', {
            count: others.length + 1,
            name: words.author(one),
            reason: words.reason(one.reason),
          })}
        >
          {t('console.quarantine.acceptAll', { count: others.length + 1 })}
        </Button>
      )}
    </div>
  );
}
