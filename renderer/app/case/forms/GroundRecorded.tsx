/** On what ground the team works with this case: law, an application, a consent, a court. */
import { Textarea } from '@mantine/core';
import { groundRecorded } from '#shared/domain/steps/child.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const grounds = groundRecorded.schema.shape.ground.options;

export function GroundRecorded({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'ground.recorded',
    close,
    values: { ground: null as (typeof grounds)[number] | null, detail: '' },
  });
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.ground.ground')}
        options={options(grounds, (ground) => t(`domain.grounds.${ground}`))}
        {...step.form.field('ground')}
      />
      <Textarea label={t('forms.ground.detail')} autosize minRows={2} {...step.form.text('detail')} />
    </StepFrame>
  );
}
