/** A goal of the individual plan: what, by which action, who, until when. */
import { Textarea, TextInput } from '@mantine/core';
import type { Day } from '#shared/domain/day.ts';
import { assessmentDomains } from '#shared/domain/steps/work.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { useMe } from '../../../ui/me.ts';
import { useText } from '../../../ui/texts.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function GoalSet({ close }: FormProps) {
  const t = useText();
  const me = useMe();
  const step = useStepForm({
    kind: 'goal.set',
    close,
    values: {
      domain: null as (typeof assessmentDomains)[number] | null,
      goal: '',
      action: '',
      responsible: me.name,
      deadline: null as Day | null,
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.goal.domain')}
        options={options(assessmentDomains, (domain) => t(`domain.assessmentDomains.${domain}`))}
        {...form.field('domain')}
      />
      <Textarea label={t('forms.goal.goal')} autosize minRows={2} {...form.text('goal')} />
      <Textarea label={t('forms.goal.action')} autosize minRows={2} {...form.text('action')} />
      <div className={classes.two}>
        <TextInput label={t('forms.goal.responsible')} {...form.text('responsible')} />
        <DayInput label={t('forms.goal.deadline')} {...form.field('deadline')} />
      </div>
    </StepFrame>
  );
}
