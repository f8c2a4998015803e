/** A note in the caseworker's own words. */
import { Textarea } from '@mantine/core';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function NoteAdded({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({ kind: 'note.added', close, values: { text: '' } });
  return (
    <StepFrame step={step}>
      <Textarea label={t('forms.note.text')} autosize minRows={6} {...step.form.text('text')} />
    </StepFrame>
  );
}
