/** The day of admission corrected, e.g. after looking at the order. */
import { TextInput } from '@mantine/core';
import type { Day } from '#shared/domain/day.ts';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function AdmissionAmended({ close }: FormProps) {
  const t = useText();
  const { view } = useRecording();
  const admittedOn: Day | null = view.state.episodes.at(-1)?.admittedOn ?? null;
  const step = useStepForm({ kind: 'admission.amended', close, values: { admittedOn, reason: '' } });
  return (
    <StepFrame step={step}>
      <DayInput label={t('forms.admission.admittedOn')} max={view.today} {...step.form.field('admittedOn')} />
      <TextInput label={t('forms.admission.reason')} {...step.form.text('reason')} />
    </StepFrame>
  );
}
