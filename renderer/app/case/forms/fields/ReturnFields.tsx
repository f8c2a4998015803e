/** The terms of a return: to whom, as what, at which risk, and the handover act. */
import { TextInput } from '@mantine/core';
import { riskLevels } from '#shared/domain/steps/stage.ts';
import { Choices, options } from '../../../../ui/fields/Choices.tsx';
import { DayInput } from '../../../../ui/fields/DayInput.tsx';
import { ListSelect } from '../../../../ui/fields/ListSelect.tsx';
import type { Fields } from '../../../../ui/fields/useFields.ts';
import { useText } from '../../../../ui/texts.tsx';
import { useRecording } from '../../recording.ts';
import classes from '../forms.module.css';
import { destinationsFor, likelyDestination, type MoveValues } from '../moveValues.ts';
import { KinPicker } from './KinPicker.tsx';

export function ReturnFields({ form }: { form: Fields<MoveValues> }) {
  const t = useText();
  const { view } = useRecording();
  const { to, return: terms } = form.values;
  const change = (part: Partial<typeof terms>): void => form.set({ return: { ...terms, ...part } });
  const changeAct = (part: Partial<typeof terms.act>): void => change({ act: { ...terms.act, ...part } });
  const choosePerson = (personId: string): void => {
    const kin = view.state.kin.find((one) => one.personId === personId);
    change({
      personId,
      destination: likelyDestination(to, kin?.relation) ?? terms.destination,
      act: { ...terms.act, receivedBy: kin?.name ?? '' },
    });
  };
  return (
    <>
      <KinPicker
        label={t('forms.stage.person')}
        value={terms.personId}
        onChange={choosePerson}
        error={form.error('return.personId')}
      />
      <ListSelect
        label={t('forms.stage.destination')}
        options={options(destinationsFor(to), (one) => t(`country.placementForms.${one}`))}
        value={terms.destination}
        onChange={(destination) => change({ destination })}
        error={form.error('return.destination')}
      />
      <Choices
        label={t('forms.stage.risk')}
        options={options(riskLevels, (risk) => t(`domain.riskLevels.${risk}`))}
        hint={t('forms.stage.riskHint')}
        value={terms.risk}
        onChange={(risk) => change({ risk })}
        error={form.error('return.risk')}
      />
      <p className={classes.part}>{t('forms.stage.act')}</p>
      <div className={classes.two}>
        <TextInput
          label={t('forms.stage.actNumber')}
          value={terms.act.number}
          onChange={(event) => changeAct({ number: event.currentTarget.value })}
          error={form.error('return.act.number')}
        />
        <DayInput
          label={t('forms.stage.actDate')}
          max={view.today}
          value={terms.act.date}
          onChange={(date) => changeAct({ date })}
          error={form.error('return.act.date')}
        />
        <TextInput
          label={t('forms.stage.handedOverBy')}
          value={terms.act.handedOverBy}
          onChange={(event) => changeAct({ handedOverBy: event.currentTarget.value })}
          error={form.error('return.act.handedOverBy')}
        />
        <TextInput
          label={t('forms.stage.receivedBy')}
          value={terms.act.receivedBy}
          onChange={(event) => changeAct({ receivedBy: event.currentTarget.value })}
          error={form.error('return.act.receivedBy')}
        />
      </div>
    </>
  );
}
