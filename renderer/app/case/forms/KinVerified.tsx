/** Identity and relation proven by a document or by two sources; or found not to hold. */
import { Textarea } from '@mantine/core';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { KinPicker, useFirstKin } from './fields/KinPicker.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const methods = ['document', 'two_sources'] as const;

export function KinVerified({ about, close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'kin.verified',
    close,
    values: {
      personId: useFirstKin(about),
      method: 'document' as (typeof methods)[number],
      detail: '',
      verified: 'yes' as 'yes' | 'no',
    },
    payload: (values) => ({ ...values, verified: values.verified === 'yes' }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <KinPicker label={t('forms.kin.person')} {...form.field('personId')} />
      <Choices
        label={t('forms.kin.verified')}
        options={[
          { value: 'yes', label: t('forms.kin.verifiedYes') },
          { value: 'no', label: t('forms.kin.verifiedNo') },
        ]}
        {...form.field('verified')}
      />
      <Choices
        label={t('forms.kin.method')}
        options={options(methods, (method) => t(`domain.verifyMethods.${method}`))}
        {...form.field('method')}
      />
      <Textarea label={t('forms.kin.detail')} autosize minRows={2} {...form.text('detail')} />
    </StepFrame>
  );
}
