/** A relative's details corrected: only what was changed is recorded, with the reason. */
import { Textarea, TextInput } from '@mantine/core';
import { type KinFields, relations } from '#shared/domain/steps/kin.ts';
import { options } from '../../../ui/fields/Choices.tsx';
import { ListSelect } from '../../../ui/fields/ListSelect.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { changedOnly } from './changedOnly.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, orNull, useStepForm } from './useStepForm.ts';

export function KinAmended({ about, close }: FormProps) {
  const t = useText();
  const { state } = useRecording().view;
  const kin = state.kin.find((one) => one.personId === about);
  const before: KinFields = {
    relation: kin?.relation ?? 'other_kin',
    name: kin?.name ?? '',
    phone: kin?.phone ?? null,
    address: kin?.address ?? null,
    place: kin?.place ?? null,
    note: kin?.note ?? null,
  };
  const step = useStepForm({
    kind: 'kin.amended',
    close,
    values: {
      relation: before.relation,
      name: before.name,
      phone: before.phone ?? '',
      address: before.address ?? '',
      place: before.place ?? '',
      note: before.note ?? '',
      reason: '',
    },
    payload: ({ reason, ...values }) => ({
      personId: about,
      reason,
      set: changedOnly(before, {
        relation: values.relation,
        name: values.name.trim(),
        phone: orNull(values.phone),
        address: orNull(values.address),
        place: orNull(values.place),
        note: orNull(values.note),
      }),
    }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <p className={classes.hint}>{t('forms.amend.hint')}</p>
      <div className={classes.two}>
        <ListSelect
          label={t('forms.kin.relation')}
          options={options(relations, (relation) => t(`domain.relations.${relation}`))}
          {...form.field('relation')}
        />
        <TextInput label={t('forms.kin.name')} autoComplete="off" {...form.text('name')} />
        <TextInput label={t('forms.kin.phone')} type="tel" autoComplete="off" {...form.text('phone')} />
        <TextInput label={t('forms.kin.place')} autoComplete="off" {...form.text('place')} />
      </div>
      <TextInput label={t('forms.kin.address')} autoComplete="off" {...form.text('address')} />
      <Textarea label={t('forms.kin.note')} autosize minRows={2} {...form.text('note')} />
      <TextInput label={t('forms.kin.amendReason')} {...form.text('reason')} />
      {typeof form.error('set') === 'string' ? <p className={classes.error}>{form.error('set')}</p> : null}
    </StepFrame>
  );
}
