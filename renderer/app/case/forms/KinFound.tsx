/** A relative found: who, and how to reach them. */
import { Textarea, TextInput } from '@mantine/core';
import { type Relation, relations } from '#shared/domain/steps/kin.ts';
import { options } from '../../../ui/fields/Choices.tsx';
import { ListSelect } from '../../../ui/fields/ListSelect.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, orNull, useStepForm } from './useStepForm.ts';

export function KinFound({ close }: FormProps) {
  const t = useText();
  const step = useStepForm({
    kind: 'kin.found',
    close,
    values: { relation: null as Relation | null, name: '', phone: '', address: '', place: '', note: '' },
    payload: (values) => ({
      relation: values.relation,
      name: values.name,
      phone: orNull(values.phone),
      address: orNull(values.address),
      place: orNull(values.place),
      note: orNull(values.note),
    }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
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
    </StepFrame>
  );
}
