/** One of many, from a list that opens and can be searched. */
import { Select } from '@mantine/core';
import { useText } from '../texts.tsx';
import type { Option } from './Choices.tsx';

export interface ListSelectProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly error?: unknown;
  readonly placeholder?: string | undefined;
  /** Given where nothing may be chosen: takes the choice back. */
  readonly onClear?: () => void;
}

export function ListSelect<Value extends string>({
  label,
  options,
  value,
  onChange,
  error,
  placeholder,
  onClear,
}: ListSelectProps<Value>) {
  const t = useText();
  return (
    <Select
      label={label}
      data={[...options]}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option !== undefined) onChange(option.value);
        else onClear?.();
      }}
      error={typeof error === 'string' ? error : null}
      placeholder={placeholder}
      clearable={onClear !== undefined}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      allowDeselect={onClear !== undefined}
      searchable
      // a list that opens by itself would lie over the form before anybody has looked at it
      openOnFocus={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
