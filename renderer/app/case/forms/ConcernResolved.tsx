/** A concern resolved: what was done, and why it may be closed. */
import { Textarea } from '@mantine/core';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ConcernResolved({ about, close }: FormProps) {
  const t = useText();
  const open = useRecording().view.state.concerns.filter((one) => one.resolved === null);
  const step = useStepForm({
    kind: 'concern.resolved',
    close,
    values: { concernId: about ?? open[0]?.concernId ?? '', text: '' },
  });
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.concern.what')}
        options={open.map((one) => ({
          value: one.concernId,
          label: `${t(`domain.concerns.${one.concern}`)}: ${one.text.slice(0, 60)}`,
        }))}
        {...step.form.field('concernId')}
      />
      <Textarea label={t('forms.concern.resolved')} autosize minRows={3} {...step.form.text('text')} />
    </StepFrame>
  );
}
