/** What was accepted, and which steps were not, each with its reason. */
import { Button, Modal } from '@mantine/core';
import type { ConsoleClient } from '#shared/console/contract.ts';
import type { WithheldLine } from '#shared/console/oversight.ts';
import { useText } from '../../ui/texts.tsx';
import classes from '../parts/dialog.module.css';
import { useFocusBack } from '../parts/useFocusBack.ts';
import { useWhen } from '../when.ts';
import { useHeldWords } from './useHeldWords.ts';

export type ReleaseAnswer = Awaited<ReturnType<ConsoleClient['quarantine']['release']>>;

export interface KeptStepsProps {
  readonly answer: ReleaseAnswer;
  /** What was to be accepted. */
  readonly steps: readonly WithheldLine[];
  readonly close: () => void;
}

export function KeptSteps({ answer: { released, kept }, steps, close }: KeptStepsProps) {
  useFocusBack();
  const t = useText();
  const when = useWhen();
  const words = useHeldWords();
  const byId = new Map(steps.map((one) => [one.stepId, one]));
  return (
    <Modal
      opened
      onClose={close}
      title={t('console.quarantine.title')}
      centered
      size="lg"
      classNames={{ title: classes.title }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.fields}>
        <p role="alert">
          <b>{t('console.quarantine.someKept', { released: released.length, kept: kept.length })}</b>
        </p>
        {[...Map.groupBy(kept, (one) => one.reason)].map(([reason, these]) => (
          <div key={reason}>
            <p>{t(`console.faults.${reason}`)}</p>
            <ul className={classes.kept}>
              {these.flatMap(({ stepId }) => {
                const step = byId.get(stepId);
                return step === undefined ? (
                  []
                ) : (
                  <li key={stepId}>
                    {words.kind(step.kind)}, {when.day(step.occurredOn)}
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
        <div className={classes.buttons}>
          <Button data-autofocus onClick={close}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
