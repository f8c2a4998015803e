/** An assessment of one family: readiness, the home, the domains. */
import { Checkbox, Textarea } from '@mantine/core';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { KinPicker, useFirstKin } from './fields/KinPicker.tsx';
import { ScoreGrid, type Scores } from './fields/ScoreGrid.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const levels = ['high', 'medium', 'low'] as const;

export function FamilyAssessed({ about, close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'family.assessed',
    close,
    values: {
      personId: useFirstKin(about),
      readiness: null as (typeof levels)[number] | null,
      scores: {} as Scores,
      // opened from "housing inspected": that is what the person came to record
      housingInspected: about === 'housing',
      text: '',
    },
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <KinPicker label={t('forms.kin.person')} {...form.field('personId')} />
      <Choices
        label={t('forms.assessment.readiness')}
        options={options(levels, (level) => t(`domain.readiness.${level}`))}
        {...form.field('readiness')}
      />
      <Checkbox label={t('forms.assessment.inspected')} {...form.tick('housingInspected')} />
      <ScoreGrid value={form.values.scores} onChange={(scores) => form.set({ scores })} />
      <Textarea label={t('forms.assessment.text')} autosize minRows={4} {...form.text('text')} />
    </StepFrame>
  );
}
