/** A step recorded by mistake: it stays in the timeline, struck through, with the reason. */
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../ui/api.tsx';
import { useDays } from '../../../ui/days.ts';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { describe } from '../timeline/describe.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function StepWithdrawn({ about, close }: FormProps) {
  const t = useText();
  const days = useDays();
  const { state } = useRecording().view;
  const timeline =
    useQuery(useApi().cases.timeline.queryOptions({ input: { case: state.caseId } })).data ?? [];
  const entry = timeline.find((one) => one.id === about);
  const words = entry === undefined ? null : describe(entry, { t, days, state });
  const step = useStepForm({ kind: 'step.withdrawn', close, values: { stepId: about ?? '', reason: '' } });
  return (
    <StepFrame step={step} action={t('forms.short.step.withdrawn')}>
      <div>
        <p className={classes.hint}>{t('forms.withdraw.what')}</p>
        <div className={classes.note}>
          {entry === undefined ? '' : `${days.near(entry.occurredOn)} · ${words?.heading ?? entry.kind}`}
        </div>
      </div>
      <p className={classes.hint}>{t('forms.withdraw.hint')}</p>
      <TextInput label={t('forms.withdraw.reason')} {...step.form.text('reason')} />
    </StepFrame>
  );
}
