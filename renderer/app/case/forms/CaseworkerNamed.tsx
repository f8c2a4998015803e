/** Who leads the case: oneself, or another person this device knows. */
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../ui/api.tsx';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { useMe } from '../../../ui/me.ts';
import { useText } from '../../../ui/texts.tsx';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function CaseworkerNamed({ close }: FormProps) {
  const t = useText();
  const me = useMe();
  const others = (useQuery(useApi().cases.caseworkers.queryOptions()).data ?? []).filter(
    (one) => one.personId !== me.personId,
  );
  const step = useStepForm({
    kind: 'caseworker.named',
    close,
    values: { personId: me.personId },
    payload: ({ personId }) => ({
      personId,
      name: others.find((one) => one.personId === personId)?.name ?? me.name,
    }),
  });
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.caseworker.who')}
        options={[
          { value: me.personId, label: `${me.name} (${t('forms.caseworker.me')})` },
          ...others.map((one) => ({ value: one.personId, label: one.name })),
        ]}
        {...step.form.field('personId')}
      />
    </StepFrame>
  );
}
