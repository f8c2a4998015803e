/** Narrows a list to one of the values that occur in it. */
import { Select } from '@mantine/core';
import { useText } from '../../ui/texts.tsx';

export interface NarrowProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly word: (value: string) => string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

export function Narrow({ label, values, word, value, onChange }: NarrowProps) {
  const t = useText();
  return (
    <Select
      aria-label={label}
      placeholder={`${label}: ${t('console.quarantine.all').toLocaleLowerCase()}`}
      data={[...new Set(values)].map((one) => ({ value: one, label: word(one) }))}
      value={value}
      onChange={onChange}
      clearable
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
