/** What planned and delivered support have in common: what, what kind, for how much, from whom, against what. */
import { TextInput } from '@mantine/core';
import { type SeparationReason, separationReasons } from '#shared/country/kz/separationReasons.ts';
import { supportCategories, supportPlanned } from '#shared/domain/steps/work.ts';
import { Choices, options } from '../../../../ui/fields/Choices.tsx';
import { ListSelect } from '../../../../ui/fields/ListSelect.tsx';
import { TengeInput } from '../../../../ui/fields/TengeInput.tsx';
import type { Fields } from '../../../../ui/fields/useFields.ts';
import { useText } from '../../../../ui/texts.tsx';
import { useRecording } from '../../recording.ts';
import classes from '../forms.module.css';

const sources = supportPlanned.schema.shape.source.options;

export interface SupportValues {
  what: string;
  category: (typeof supportCategories)[number] | null;
  costTenge: number | null;
  source: (typeof sources)[number] | null;
  answersReason: SeparationReason | null;
}

export const emptySupport: SupportValues = {
  what: '',
  category: null,
  costTenge: null,
  source: null,
  answersReason: null,
};

export function SupportFields({ form }: { form: Pick<Fields<SupportValues>, 'text' | 'field'> }) {
  const t = useText();
  const { child } = useRecording().view.state;
  const own = separationReasons.filter((reason) => child?.reasons.includes(reason));
  const rest = separationReasons.filter((reason) => !own.includes(reason));
  return (
    <>
      <TextInput label={t('forms.support.what')} {...form.text('what')} />
      <div className={classes.two}>
        <ListSelect
          label={t('forms.support.category')}
          options={options(supportCategories, (one) => t(`domain.supportCategories.${one}`))}
          {...form.field('category')}
        />
        <TengeInput label={t('forms.support.cost')} {...form.field('costTenge')} />
      </div>
      <Choices
        label={t('forms.support.source')}
        options={options(sources, (one) => t(`domain.supportSources.${one}`))}
        {...form.field('source')}
      />
      <ListSelect
        label={t('forms.support.answers')}
        placeholder={t('forms.support.noReason')}
        onClear={() => form.field('answersReason').onChange(null)}
        options={options([...own, ...rest], (one) => t(`country.separationReasons.${one}`))}
        {...form.field('answersReason')}
      />
    </>
  );
}
