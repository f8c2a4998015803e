/**
 * A calendar day, typed as people write it (12.01.2026, 12.1.26, 2026-01-12) or picked from a calendar.
 * What is no day of the calendar stays in the field and is not silently changed into another day.
 */
import { DateInput } from '@mantine/dates';
import type { ReactNode } from 'react';
import type { Day } from '#shared/domain/day.ts';
import { useLanguage, useText } from '../texts.tsx';
import { readTypedDay } from './typedDay.ts';

const placeholders = { ru: 'дд.мм.гггг', kk: 'кк.аа.жжжж', en: 'dd.mm.yyyy' } as const;

export interface DayInputProps {
  readonly label: string;
  readonly value: Day | null;
  readonly onChange: (day: Day | null) => void;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly required?: boolean;
  readonly min?: Day;
  readonly max?: Day;
  readonly disabled?: boolean;
}

export function DayInput({
  label,
  value,
  onChange,
  error,
  description,
  required,
  min,
  max,
  disabled,
}: DayInputProps) {
  const t = useText();
  const { language } = useLanguage();
  return (
    <DateInput
      label={label}
      value={value}
      onChange={onChange}
      error={error}
      description={description}
      withAsterisk={required}
      minDate={min}
      maxDate={max}
      disabled={disabled}
      clearable={required !== true}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      valueFormat="DD.MM.YYYY"
      placeholder={placeholders[language]}
      dateParser={readTypedDay}
      popoverProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
