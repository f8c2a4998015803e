/** Support for the family: what, who, until when. */
import { TextInput } from '@mantine/core';
import type { Day } from '#shared/domain/day.ts';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { useMe } from '../../../ui/me.ts';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { emptySupport, SupportFields } from './fields/SupportFields.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function SupportPlanned({ close }: FormProps) {
  const t = useText();
  const me = useMe();
  const { child } = useRecording().view.state;
  const step = useStepForm({
    kind: 'support.planned',
    close,
    values: {
      ...emptySupport,
      answersReason: child?.mainReason ?? null,
      dueOn: null as Day | null,
      responsible: me.name,
      until: null as Day | null,
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <SupportFields form={form} />
      <div className={classes.two}>
        <DayInput label={t('forms.support.dueOn')} {...form.field('dueOn')} />
        <DayInput
          label={t('forms.support.until')}
          description={t('forms.support.untilHint')}
          {...form.field('until')}
        />
      </div>
      <TextInput label={t('forms.support.responsible')} {...form.text('responsible')} />
    </StepFrame>
  );
}
