/** The decision that the child's legal status asks for, with number and date. */
import { Button, Textarea, TextInput } from '@mantine/core';
import type { Day } from '#shared/domain/day.ts';
import { bodiesNeeded } from '#shared/domain/gates/bodies.ts';
import { decisionBodies } from '#shared/domain/steps/decisions.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const outcomes = ['for_return', 'against_return'] as const;

export function DecisionRecorded({ close }: FormProps) {
  const t = useText();
  const { view, open } = useRecording();
  const needed = bodiesNeeded(view.state);
  const missing = needed?.find((body) => !view.state.decisions.some((one) => one.body === body)) ?? null;
  const step = useStepForm({
    kind: 'decision.recorded',
    close,
    values: {
      body: missing,
      number: '',
      decidedOn: null as Day | null,
      outcome: 'for_return' as (typeof outcomes)[number],
      text: '',
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      {needed === null ? (
        <div className={classes.note}>
          <p>{t('forms.decision.statusUnknown')}</p>
          <Button size="xs" variant="light" mt={8} onClick={() => open('child.amended', 'legalStatus')}>
            {t('forms.titles.child.amended')}
          </Button>
        </div>
      ) : (
        <p className={classes.hint}>
          {t('forms.decision.needed', {
            status: t(`country.legalStatuses.${view.state.child?.legalStatus ?? 'undetermined'}`),
            list: needed.map((body) => t(`domain.decisionBodies.${body}`)).join(' + '),
          })}
        </p>
      )}
      <Choices
        label={t('forms.decision.body')}
        options={options(decisionBodies, (body) => t(`domain.decisionBodies.${body}`))}
        {...form.field('body')}
      />
      <div className={classes.two}>
        <TextInput label={t('forms.decision.number')} {...form.text('number')} />
        <DayInput label={t('forms.decision.decidedOn')} max={view.today} {...form.field('decidedOn')} />
      </div>
      <Choices
        label={t('forms.decision.outcome')}
        options={options(outcomes, (one) => t(`domain.decisionOutcomes.${one}`))}
        {...form.field('outcome')}
      />
      <Textarea label={t('forms.decision.text')} autosize minRows={2} {...form.text('text')} />
    </StepFrame>
  );
}
