/** Two devices wrote different things: a person chooses, and the file says who and why. */
import { TextInput } from '@mantine/core';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import { useDays } from '../../../ui/days.ts';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { claimValue } from '../claimValue.ts';
import { useRecording } from '../recording.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ConflictSettled({ about, close }: FormProps) {
  const t = useText();
  const days = useDays();
  const { state, people } = useRecording().view;
  const conflict = state.conflicts.find((one) => one.field === about);
  const claims = conflict?.claims ?? [];
  const step = useStepForm({
    kind: 'conflict.settled',
    close,
    values: { chosen: null as string | null, reason: '' },
    payload: ({ chosen, reason }) => ({
      field: about,
      stepIds: claims.map((claim) => claim.stepId),
      value: claims.find((claim) => claim.stepId === chosen)?.value,
      reason,
    }),
  });
  const { form } = step;
  return (
    <StepFrame
      step={step}
      title={t('caseFile.conflict.title', { field: conflictName(about ?? '', state, t) })}
    >
      <Choices
        label={t('forms.conflict.value')}
        options={claims.map((claim) => ({
          value: claim.stepId,
          label: `${claimValue(about ?? '', claim.value, t, days, people)} — ${t('caseFile.conflict.by', {
            who: people[claim.authorId] ?? t('caseFile.conflict.otherDevice'),
            day: days.near(claim.on),
          })}`,
        }))}
        value={form.values.chosen}
        onChange={(chosen) => form.set({ chosen })}
        error={form.error('value')}
      />
      <TextInput label={t('forms.conflict.reason')} {...form.text('reason')} />
    </StepFrame>
  );
}
