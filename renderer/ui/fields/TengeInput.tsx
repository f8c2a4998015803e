/** Whole tenge. */
import { NumberInput } from '@mantine/core';

export interface TengeInputProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (tenge: number | null) => void;
  readonly error?: unknown;
}

export function TengeInput({ label, value, onChange, error }: TengeInputProps) {
  return (
    <NumberInput
      label={label}
      min={0}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=" "
      hideControls
      rightSection="₸"
      value={value ?? ''}
      onChange={(tenge) => onChange(typeof tenge === 'number' ? tenge : null)}
      error={typeof error === 'string' ? error : null}
    />
  );
}
