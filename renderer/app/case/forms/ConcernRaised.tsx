/** A safeguarding concern: kept open until somebody says what was done. */
import { Textarea } from '@mantine/core';
import { concernRaised } from '#shared/domain/steps/visits.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const concerns = concernRaised.schema.shape.concern.options;

export function ConcernRaised({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'concern.raised',
    close,
    values: { concern: null as (typeof concerns)[number] | null, text: '' },
  });
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.concern.what')}
        options={options(concerns, (one) => t(`domain.concerns.${one}`))}
        {...step.form.field('concern')}
      />
      <Textarea label={t('forms.concern.text')} autosize minRows={4} {...step.form.text('text')} />
    </StepFrame>
  );
}
