/** Consent of a caregiver, or the child's own. */
import { Textarea } from '@mantine/core';
import type { Day } from '#shared/domain/day.ts';
import { consentScopes } from '#shared/domain/steps/kin.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { ManyChoices } from '../../../ui/fields/ManyChoices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { KinPicker, useFirstKin } from './fields/KinPicker.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

/** Stands for the child among the people of the family. */
const theChild = 'child';

export function ConsentRecorded({ about, close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'consent.recorded',
    close,
    values: {
      personId: useFirstKin(about),
      scope: ['return'] as (typeof consentScopes)[number][],
      given: 'yes' as 'yes' | 'no',
      how: 'written' as 'written' | 'spoken',
      until: null as Day | null,
      text: '',
    },
    payload: (values) => ({
      ...values,
      // null is the child's own consent; nobody chosen must not become it
      personId: values.personId === theChild ? null : (values.personId ?? ''),
      given: values.given === 'yes',
    }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <KinPicker
        label={t('forms.consent.from')}
        others={[{ value: theChild, label: t('forms.consent.child') }]}
        {...form.field('personId')}
      />
      <ManyChoices
        label={t('forms.consent.scope')}
        options={options(consentScopes, (scope) => t(`domain.consentScopes.${scope}`))}
        {...form.field('scope')}
      />
      <Choices
        label={t('forms.consent.given')}
        options={[
          { value: 'yes', label: t('forms.consent.givenYes') },
          { value: 'no', label: t('forms.consent.givenNo') },
        ]}
        {...form.field('given')}
      />
      <Choices
        label={t('forms.consent.how')}
        options={options(['written', 'spoken'] as const, (how) => t(`domain.consentHow.${how}`))}
        {...form.field('how')}
      />
      <p className={classes.hint}>{t('forms.consent.written')}</p>
      <DayInput label={t('forms.consent.until')} {...form.field('until')} />
      <Textarea label={t('forms.consent.text')} autosize minRows={2} {...form.text('text')} />
    </StepFrame>
  );
}
