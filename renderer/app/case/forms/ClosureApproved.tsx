/** The supervisor's approval that closing a case asks for. */
import { Textarea } from '@mantine/core';
import { useMe } from '../../../ui/me.ts';
import { useText } from '../../../ui/texts.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ClosureApproved({ close }: FormProps) {
  const t = useText();
  const me = useMe();
  const step = useStepForm({ kind: 'closure.approved', close, values: { text: '' } });
  return (
    <StepFrame step={step}>
      {me.standalone ? <p className={classes.note}>{t('forms.override.alone')}</p> : null}
      <Textarea label={t('forms.closure.text')} autosize minRows={3} {...step.form.text('text')} />
    </StepFrame>
  );
}
