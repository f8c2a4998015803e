/** The child's opinion, in the child's own words where there are any. */
import { Textarea } from '@mantine/core';
import { wishesRecorded } from '#shared/domain/steps/work.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const { method: methodField, wants: wantsField } = wishesRecorded.schema.shape;

export function WishesRecorded({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'wishes.recorded',
    close,
    values: {
      words: '',
      method: 'talk' as (typeof methodField.options)[number],
      wants: null as (typeof wantsField.options)[number] | null,
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <Textarea
        label={t('forms.wishes.words')}
        description={t('forms.wishes.wordsHint')}
        autosize
        minRows={3}
        {...form.text('words')}
      />
      <Choices
        label={t('forms.wishes.wants')}
        options={options(wantsField.options, (one) => t(`domain.wants.${one}`))}
        {...form.field('wants')}
      />
      <Choices
        label={t('forms.wishes.method')}
        options={options(methodField.options, (one) => t(`domain.wishMethods.${one}`))}
        {...form.field('method')}
      />
    </StepFrame>
  );
}
