/** A case conference: the number of its minutes, who was there, what was decided. */
import { TagsInput, Textarea, TextInput } from '@mantine/core';
import { conferenceHeld } from '#shared/domain/steps/decisions.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const outcomes = conferenceHeld.schema.shape.outcome.options;

export function ConferenceHeld({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'conference.held',
    close,
    values: {
      protocolNumber: '',
      participants: [] as string[],
      outcome: null as (typeof outcomes)[number] | null,
      text: '',
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <TextInput label={t('forms.conference.number')} {...form.text('protocolNumber')} />
      <TagsInput
        label={t('forms.conference.participants')}
        description={t('forms.conference.participantsHint')}
        acceptValueOnBlur
        splitChars={[',', ';']}
        {...form.field('participants')}
      />
      <Choices
        label={t('forms.conference.outcome')}
        options={options(outcomes, (one) => t(`domain.conferenceOutcomes.${one}`))}
        {...form.field('outcome')}
      />
      <Textarea label={t('forms.conference.text')} autosize minRows={3} {...form.text('text')} />
    </StepFrame>
  );
}
