/** A contact between child and family before the return. A night at home is a contact, not a trial stay. */
import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { contactRecorded } from '#shared/domain/steps/work.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { KinsPicker, useFirstKin } from './fields/KinPicker.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, orNull, useStepForm } from './useStepForm.ts';

const types = contactRecorded.schema.shape.contactType.options;

export function ContactRecorded({ about, close }: FormProps) {
  const t = useText();
  const first = useFirstKin(about);
  const step = useStepForm({
    kind: 'contact.recorded',
    close,
    values: {
      personIds: first === null ? [] : [first],
      contactType: null as (typeof types)[number] | null,
      place: '',
      minutes: null as number | null,
      childsWords: '',
      text: '',
    },
    payload: (values) => ({
      ...values,
      place: orNull(values.place),
      childsWords: orNull(values.childsWords),
    }),
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      <Choices
        label={t('forms.contact.type')}
        options={options(types, (type) => t(`domain.contactTypes.${type}`))}
        hint={t('forms.contact.hint')}
        {...form.field('contactType')}
      />
      <KinsPicker label={t('forms.kin.persons')} {...form.field('personIds')} />
      <div className={classes.two}>
        <TextInput label={t('forms.contact.place')} {...form.text('place')} />
        <NumberInput
          label={t('forms.contact.minutes')}
          min={0}
          hideControls
          allowDecimal={false}
          value={form.values.minutes ?? ''}
          onChange={(minutes) => form.set({ minutes: typeof minutes === 'number' ? minutes : null })}
          error={form.error('minutes')}
        />
      </div>
      <Textarea label={t('forms.contact.text')} autosize minRows={3} {...form.text('text')} />
      <Textarea label={t('forms.contact.childsWords')} autosize minRows={2} {...form.text('childsWords')} />
    </StepFrame>
  );
}
