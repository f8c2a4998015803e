/**
 * A follow-up visit. Seen or not seen is asked plainly, and "not seen" says why: such a visit does not count
 * as seen. One visit to several children of a family is one event in each of their files.
 */
import { Textarea, TextInput } from '@mantine/core';
import { visitRecorded } from '#shared/domain/steps/visits.ts';
import { useDays } from '../../../ui/days.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { ManyChoices } from '../../../ui/fields/ManyChoices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, orNull, useStepForm } from './useStepForm.ts';

const types = visitRecorded.schema.shape.visitType.options;
const homes = visitRecorded.schema.shape.atHome.options;

export function VisitRecorded({ close }: FormProps) {
  const t = useText();
  const days = useDays();
  const { view } = useRecording();
  const together = view.siblings.filter(
    (one) => one.stage === 'returned' || one.stage === 'alternative_family',
  );
  const slot = view.slots.find((one) => one.visitOn === null && one.state !== 'missed');
  const step = useStepForm({
    kind: 'visit.recorded',
    close,
    values: {
      visitType: 'home' as (typeof types)[number],
      childSeen: null as 'yes' | 'no' | null,
      notSeenReason: '',
      atHome: null as (typeof homes)[number] | null,
      childsWords: '',
      text: '',
      also: [] as string[],
    },
    payload: ({ also: _also, ...values }) => ({
      ...values,
      childSeen: values.childSeen === null ? null : values.childSeen === 'yes',
      notSeenReason: values.childSeen === 'yes' ? null : orNull(values.notSeenReason),
      childsWords: orNull(values.childsWords),
    }),
    alsoIn: (values) => values.also,
  });
  const { form } = step;
  return (
    <StepFrame step={step}>
      {slot === undefined ? null : (
        <p className={classes.hint}>{t('forms.visit.slot', { day: days.near(slot.due) })}</p>
      )}
      <Choices
        label={t('forms.visit.type')}
        options={options(types, (type) => t(`domain.visitTypes.${type}`))}
        {...form.field('visitType')}
      />
      <Choices
        label={t('forms.visit.seen')}
        hint={form.values.visitType === 'phone' ? t('forms.visit.byPhone') : undefined}
        options={[
          { value: 'yes', label: t('forms.visit.seenYes') },
          { value: 'no', label: t('forms.visit.seenNo') },
        ]}
        {...form.field('childSeen')}
      />
      {form.values.childSeen === 'no' ? (
        <TextInput label={t('forms.visit.notSeen')} {...form.text('notSeenReason')} />
      ) : null}
      <Choices
        label={t('forms.visit.atHome')}
        options={options(homes, (one) => t(`domain.atHome.${one}`))}
        {...form.field('atHome')}
      />
      {together.length === 0 ? null : (
        <ManyChoices
          label={t('forms.visit.also')}
          options={together.map((one) => ({ value: one.caseId, label: one.name }))}
          {...form.field('also')}
        />
      )}
      <Textarea label={t('forms.visit.text')} autosize minRows={3} {...form.text('text')} />
      <Textarea label={t('forms.visit.childsWords')} autosize minRows={2} {...form.text('childsWords')} />
    </StepFrame>
  );
}
