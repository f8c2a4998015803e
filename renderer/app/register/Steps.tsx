/** Where the person is in the import, and the way back to what was already looked at. */
import { IconCheck } from '@tabler/icons-react';
import { useText } from '../../ui/texts.tsx';
import classes from './register.module.css';
import { mayGoTo, type Wizard, type WizardStep, wizardSteps } from './wizard.ts';

export interface StepsProps {
  readonly wizard: Wizard;
  readonly locked: boolean;
  readonly go: (step: WizardStep) => void;
}

export function Steps({ wizard, locked, go }: StepsProps) {
  const t = useText();
  const at = wizardSteps.indexOf(wizard.step);
  return (
    <nav aria-label={t('importWizard.steps.label')} className="no-print">
      <ol className={classes.steps}>
        {wizardSteps.map((step, index) => {
          const state = index < at ? 'past' : index === at ? 'now' : 'ahead';
          const content = (
            <>
              <span className={classes.stepNumber} aria-hidden="true">
                {state === 'past' ? <IconCheck size={13} stroke={3} /> : index + 1}
              </span>
              {t(`importWizard.steps.${step}`)}
            </>
          );
          return (
            <li key={step} aria-current={state === 'now' ? 'step' : undefined}>
              {mayGoTo(wizard, step) && state !== 'now' && !locked ? (
                <button type="button" className={classes.step} data-state={state} onClick={() => go(step)}>
                  {content}
                </button>
              ) : (
                <span className={classes.step} data-state={state}>
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
