/** Support handed over: what was planned, or help outside the plan. */
import { Textarea } from '@mantine/core';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { emptySupport, SupportFields, type SupportValues } from './fields/SupportFields.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

/** Stands for help that nobody planned. */
const unplanned = 'unplanned';

export function SupportDelivered({ about, close }: FormProps) {
  const t = useText();
  const { state } = useRecording().view;
  const open = state.supports.filter((one) => one.planned !== null && one.delivered.length === 0);
  const valuesOf = (supportId: string | undefined): SupportValues => {
    const planned = open.find((one) => one.supportId === supportId)?.planned;
    if (planned === undefined || planned === null) return emptySupport;
    const { what, category, costTenge, source, answersReason } = planned;
    return { what, category, costTenge, source, answersReason };
  };
  const step = useStepForm({
    kind: 'support.delivered',
    close,
    values: { supportId: about ?? unplanned, ...valuesOf(about), text: '' },
    payload: ({ supportId, ...values }) => (supportId === unplanned ? values : { supportId, ...values }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      {open.length === 0 ? null : (
        <Choices
          label={t('forms.support.planned')}
          options={[
            ...open.map((one) => ({ value: one.supportId, label: one.planned?.what ?? '' })),
            { value: unplanned, label: t('forms.support.unplanned') },
          ]}
          value={form.values.supportId}
          onChange={(supportId) => form.set({ supportId, ...valuesOf(supportId) })}
        />
      )}
      <SupportFields form={form} />
      <Textarea label={t('forms.support.text')} autosize minRows={2} {...form.text('text')} />
    </StepFrame>
  );
}
