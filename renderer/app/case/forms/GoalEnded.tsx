/** What became of a goal: reached, or why not. */
import { Textarea } from '@mantine/core';
import { useDays } from '../../../ui/days.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const outcomes = ['reached', 'not_reached'] as const;

export function GoalEnded({ about, close }: FormProps) {
  const t = useText();
  const days = useDays();
  const open = useRecording()
    .view.state.goals.filter((goal) => goal.ended === null)
    .sort((one, other) => (one.deadline < other.deadline ? -1 : 1));
  const step = useStepForm({
    kind: 'goal.ended',
    close,
    values: {
      // whoever comes from a day's work comes for the deadline that is nearest
      goalId: about ?? open[0]?.goalId ?? null,
      outcome: null as (typeof outcomes)[number] | null,
      text: '',
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.goal.which')}
        options={open.map((goal) => ({
          value: goal.goalId,
          label: `${goal.goal} — ${days.near(goal.deadline)}`,
        }))}
        {...form.field('goalId')}
      />
      <Choices
        label={t('forms.goal.outcome')}
        options={options(outcomes, (one) => t(`domain.goalOutcomes.${one}`))}
        {...form.field('outcome')}
      />
      <Textarea label={t('forms.goal.text')} autosize minRows={3} {...form.text('text')} />
    </StepFrame>
  );
}
