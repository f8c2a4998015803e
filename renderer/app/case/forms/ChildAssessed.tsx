/** An assessment of the child. */
import { Textarea } from '@mantine/core';
import { useText } from '../../../ui/texts.tsx';
import { ScoreGrid, type Scores } from './fields/ScoreGrid.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ChildAssessed({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({ kind: 'child.assessed', close, values: { scores: {} as Scores, text: '' } });
  return (
    <StepFrame step={step}>
      <ScoreGrid value={step.form.values.scores} onChange={(scores) => step.form.set({ scores })} />
      <Textarea label={t('forms.assessment.text')} autosize minRows={4} {...step.form.text('text')} />
    </StepFrame>
  );
}
