/** The child's details corrected: only what was changed is recorded, and the file says why. */
import { Checkbox, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { legalStatuses } from '#shared/country/kz/legalStatus.ts';
import { separationReasons } from '#shared/country/kz/separationReasons.ts';
import { yearOf } from '#shared/domain/day.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { ListSelect } from '../../../ui/fields/ListSelect.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { changedOnly } from './changedOnly.ts';
import { childValues, fieldsOf } from './childValues.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function ChildAmended({ about, close }: FormProps) {
  const t = useText();
  const { view } = useRecording();
  const { child } = view.state;
  const before = childValues(child);
  const step = useStepForm({
    kind: 'child.amended',
    close,
    values: before,
    payload: ({ amendReason, ...values }) => ({
      reason: amendReason,
      set: changedOnly(fieldsOf(before), fieldsOf({ ...values, amendReason })),
    }),
  });
  const { form } = step;
  const label = (field: Exclude<keyof typeof before, 'amendReason' | 'disabilityKnown'>) =>
    t(`domain.childFields.${field}`);
  /** What the form was opened about comes first. */
  const status = (
    <ListSelect
      label={label('legalStatus')}
      options={options(legalStatuses, (one) => t(`country.legalStatuses.${one}`))}
      {...form.field('legalStatus')}
      error={form.error('set.legalStatus')}
    />
  );
  return (
    <StepFrame step={step}>
      <p className={classes.hint}>{t('forms.amend.hint')}</p>
      {about === 'legalStatus' ? status : null}
      <div className={classes.two}>
        <TextInput label={label('familyName')} autoComplete="off" {...form.text('familyName')} />
        <TextInput
          label={label('givenName')}
          autoComplete="off"
          {...form.text('givenName')}
          error={form.error('set.givenName')}
        />
        <TextInput label={label('patronymic')} autoComplete="off" {...form.text('patronymic')} />
        <Choices
          label={label('sex')}
          options={options(['m', 'f'] as const, (sex) => t(`domain.sex.${sex}`))}
          {...form.field('sex')}
        />
        <DayInput label={label('birthDate')} max={view.today} {...form.field('birthDate')} />
        <NumberInput
          label={label('birthYear')}
          hideControls
          thousandSeparator=""
          max={yearOf(view.today)}
          value={form.values.birthYear ?? ''}
          onChange={(year) => form.set({ birthYear: typeof year === 'number' ? year : null })}
          error={form.error('set.birthYear')}
        />
        <TextInput
          label={label('iin')}
          inputMode="numeric"
          autoComplete="off"
          {...form.text('iin')}
          onChange={(event) => form.set({ iin: event.currentTarget.value.replaceAll(/\D/g, '') })}
          error={form.error('set.iin')}
        />
        <Checkbox mt={30} label={label('disability')} {...form.tick('disability')} />
      </div>
      {about === 'legalStatus' ? null : status}
      <MultiSelect
        label={label('reasons')}
        searchable
        data={separationReasons.map((one) => ({ value: one, label: t(`country.separationReasons.${one}`) }))}
        {...form.field('reasons')}
      />
      <Textarea label={label('reasonText')} autosize {...form.text('reasonText')} />
      <div className={classes.two}>
        <TextInput label={label('familyPlace')} autoComplete="off" {...form.text('familyPlace')} />
        <TextInput label={label('healthGroup')} autoComplete="off" {...form.text('healthGroup')} />
      </div>
      <TextInput label={label('familyAddress')} autoComplete="off" {...form.text('familyAddress')} />
      <Textarea label={label('note')} autosize {...form.text('note')} />
      <TextInput label={t('forms.amend.reason')} {...form.text('amendReason')} error={form.error('reason')} />
      {typeof form.error('set') === 'string' ? <p className={classes.error}>{form.error('set')}</p> : null}
    </StepFrame>
  );
}
