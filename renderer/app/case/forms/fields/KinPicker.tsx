/** A person of the child's family, or the way to record one where there is none yet. */
import { Button } from '@mantine/core';
import { Choices, type Option } from '../../../../ui/fields/Choices.tsx';
import { ManyChoices } from '../../../../ui/fields/ManyChoices.tsx';
import { useText } from '../../../../ui/texts.tsx';
import { useRecording } from '../../recording.ts';
import classes from '../forms.module.css';

/** "мать Динара", by person id. */
export function useKinOptions(): Option<string>[] {
  const t = useText();
  const { state } = useRecording().view;
  return state.kin.map((kin) => ({
    value: kin.personId,
    label: `${t(`domain.relations.${kin.relation}`)} ${kin.name}`,
  }));
}

/** The one to choose when there is only one, or whom the form is about. */
export function useFirstKin(about: string | undefined): string | null {
  const { kin } = useRecording().view.state;
  if (about !== undefined && kin.some((one) => one.personId === about)) return about;
  return kin.length === 1 ? (kin[0]?.personId ?? null) : null;
}

export interface KinPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (personId: string) => void;
  readonly error?: unknown;
  /** Choices beside the family, e.g. the child. */
  readonly others?: readonly Option<string>[];
}

export function KinPicker({ label, value, onChange, error, others = [] }: KinPickerProps) {
  const kin = useKinOptions();
  if (kin.length + others.length === 0) return <NoKin />;
  return (
    <Choices label={label} options={[...kin, ...others]} value={value} onChange={onChange} error={error} />
  );
}

export interface KinsPickerProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (personIds: string[]) => void;
  readonly error?: unknown;
}

export function KinsPicker({ label, value, onChange, error }: KinsPickerProps) {
  const kin = useKinOptions();
  if (kin.length === 0) return <NoKin />;
  return <ManyChoices label={label} options={kin} value={value} onChange={onChange} error={error} />;
}

function NoKin() {
  const t = useText();
  const { open } = useRecording();
  return (
    <div className={classes.note}>
      <p>{t('forms.kin.noKin')}</p>
      <Button size="xs" variant="light" mt={8} onClick={() => open('kin.found')}>
        {t('forms.titles.kin.found')}
      </Button>
    </div>
  );
}
