/** The visit schedule computed anew for another risk: an explicit step, so that nothing is hidden by it. */
import { Textarea } from '@mantine/core';
import { currentReturn } from '#shared/domain/case/current.ts';
import { type RiskLevel, riskLevels } from '#shared/domain/steps/stage.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ScheduleRecomputed({ close }: FormProps) {
  const t = useText();
  const risk: RiskLevel = currentReturn(useRecording().view.state)?.schedule.risk ?? 'normal';
  const step = useStepForm({ kind: 'schedule.recomputed', close, values: { risk, reason: '' } });
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.schedule.risk')}
        options={options(riskLevels, (one) => t(`domain.riskLevels.${one}`))}
        hint={t('forms.stage.riskHint')}
        {...step.form.field('risk')}
      />
      <Textarea label={t('forms.schedule.reason')} autosize minRows={2} {...step.form.text('reason')} />
    </StepFrame>
  );
}
