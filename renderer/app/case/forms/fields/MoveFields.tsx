/** What a move asks for besides the terms of a return: a reason, where to, why the case is closed. */
import { Textarea, TextInput } from '@mantine/core';
import { Choices, options } from '../../../../ui/fields/Choices.tsx';
import type { Fields } from '../../../../ui/fields/useFields.ts';
import { useText } from '../../../../ui/texts.tsx';
import { useRecording } from '../../recording.ts';
import { closureReasons, isReturn, type MoveValues } from '../moveValues.ts';

export function MoveFields({ form }: { form: Fields<MoveValues> }) {
  const t = useText();
  const { view } = useRecording();
  const { to } = form.values;
  const verdict = view.moves.find((move) => move.to === to)?.verdict;
  const trialMissing =
    verdict?.items.some((item) => item.id === 'trial_stay_done' && !item.satisfied) === true;
  const skipsTrial = isReturn(to) && view.state.stage === 'approved' && trialMissing;
  const asksReason = verdict?.items.some((item) => item.id === 'reason_given') === true;
  return (
    <>
      {to === 'transferred' ? (
        <TextInput label={t('forms.stage.toInstitution')} {...form.text('toInstitution')} />
      ) : null}
      {to === 'closed' ? (
        <Choices
          label={t('forms.stage.closureReason')}
          options={options(closureReasons, (reason) => t(`domain.closureReasons.${reason}`))}
          {...form.field('closureReason')}
        />
      ) : null}
      {skipsTrial || asksReason ? (
        <Textarea
          label={t(skipsTrial ? 'forms.stage.reasonSkip' : 'forms.stage.reason')}
          description={asksReason ? t('forms.stage.reasonNeeded') : undefined}
          autosize
          minRows={2}
          {...form.text('reason')}
        />
      ) : null}
    </>
  );
}
