/** The child came back into care: the same case, a new stay. */
import { Textarea } from '@mantine/core';
import { type SeparationReason, separationReasons } from '#shared/country/kz/separationReasons.ts';
import { options } from '../../../ui/fields/Choices.tsx';
import { ManyChoices } from '../../../ui/fields/ManyChoices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ReentryRecorded({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'reentry.recorded',
    close,
    values: { reasons: [] as SeparationReason[], text: '' },
  });
  return (
    <StepFrame step={step}>
      <ManyChoices
        label={t('forms.reentry.reasons')}
        options={options(separationReasons, (one) => t(`country.separationReasons.${one}`))}
        {...step.form.field('reasons')}
      />
      <Textarea label={t('forms.reentry.text')} autosize minRows={3} {...step.form.text('text')} />
    </StepFrame>
  );
}
