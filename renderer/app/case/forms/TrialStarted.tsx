/** A trial stay begins: with whom, until when. The child stays a resident until the return. */
import { Textarea } from '@mantine/core';
import type { Day } from '#shared/domain/day.ts';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { useText } from '../../../ui/texts.tsx';
import { KinPicker, useFirstKin } from './fields/KinPicker.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function TrialStarted({ about, close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'trial.started',
    close,
    values: { personId: useFirstKin(about), plannedUntil: null as Day | null, text: '' },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <KinPicker label={t('forms.trial.person')} {...form.field('personId')} />
      <DayInput label={t('forms.trial.until')} {...form.field('plannedUntil')} />
      <Textarea label={t('forms.trial.text')} autosize minRows={2} {...form.text('text')} />
    </StepFrame>
  );
}
