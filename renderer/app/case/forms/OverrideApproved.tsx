/** The second person's decision on a requested exception. */
import { Textarea } from '@mantine/core';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { useMe } from '../../../ui/me.ts';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function OverrideApproved({ about, close }: FormProps) {
  const t = useText();
  const me = useMe();
  const { state } = useRecording().view;
  const request = state.overrides.find((one) => one.stepId === about);
  const step = useStepForm({
    kind: 'override.approved',
    close,
    values: { requestId: about ?? '', approved: null as 'yes' | 'no' | null, text: '' },
    payload: (values) => ({
      ...values,
      approved: values.approved === null ? null : values.approved === 'yes',
    }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      {request === undefined ? null : (
        <div className={classes.note}>
          <p>
            <b>{t('caseFile.waiting.override', { stage: t(`domain.stages.${request.to}`) })}</b>
          </p>
          <p>{request.checks.map((check) => t(`domain.checks.${check}`)).join(', ')}</p>
          <p>{t('caseFile.waiting.reason', { text: request.reason })}</p>
          <p>{t('caseFile.waiting.mitigation', { text: request.mitigation })}</p>
        </div>
      )}
      {me.standalone && request?.authorId === me.personId ? (
        <p className={classes.note}>{t('forms.override.alone')}</p>
      ) : null}
      <Choices
        label={t('forms.override.decision')}
        options={[
          { value: 'yes', label: t('forms.override.approve') },
          { value: 'no', label: t('forms.override.decline') },
        ]}
        {...form.field('approved')}
      />
      <Textarea label={t('forms.override.text')} autosize minRows={2} {...form.text('text')} />
    </StepFrame>
  );
}
