/** How the trial stay went, with the child's own words. */
import { Textarea } from '@mantine/core';
import { trialEnded } from '#shared/domain/steps/decisions.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, orNull, useStepForm } from './useStepForm.ts';

const outcomes = trialEnded.schema.shape.outcome.options;

export function TrialEnded({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'trial.ended',
    close,
    values: { outcome: null as (typeof outcomes)[number] | null, childsWords: '', text: '' },
    payload: (values) => ({ ...values, childsWords: orNull(values.childsWords) }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.trial.outcome')}
        options={options(outcomes, (one) => t(`domain.trialOutcomes.${one}`))}
        {...form.field('outcome')}
      />
      <Textarea label={t('forms.trial.childsWords')} autosize minRows={2} {...form.text('childsWords')} />
      <Textarea label={t('forms.trial.text')} autosize minRows={3} {...form.text('text')} />
    </StepFrame>
  );
}
