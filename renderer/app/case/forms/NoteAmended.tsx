/** A note corrected: the first wording stays readable. */
import { Textarea, TextInput } from '@mantine/core';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function NoteAmended({ about, close }: FormProps) {
  const t = useText();
  const { state } = useRecording().view;
  const note = state.notes.find((one) => one.stepId === about);
  const step = useStepForm({
    kind: 'note.amended',
    close,
    values: { stepId: about ?? '', text: note?.text ?? '', reason: '' },
  });
  return (
    <StepFrame step={step}>
      <div>
        <p className={classes.hint}>{t('forms.note.original')}</p>
        <div className={classes.note}>{note?.text ?? ''}</div>
      </div>
      <Textarea label={t('forms.note.text')} autosize minRows={5} {...step.form.text('text')} />
      <TextInput label={t('forms.note.reason')} {...step.form.text('reason')} />
    </StepFrame>
  );
}
