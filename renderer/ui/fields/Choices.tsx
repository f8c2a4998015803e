/** One of a few, all of them visible: quicker than a list that must be opened, and read out as radio buttons. */
import { useId } from 'react';
import classes from './fields.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Options of an enum with their words. Example: `options(riskLevels, (risk) => t(`domain.riskLevels.${risk}`))`. */
export function options<Value extends string>(
  values: readonly Value[],
  word: (value: Value) => string,
): Option<Value>[] {
  return values.map((value) => ({ value, label: word(value) }));
}

export interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly error?: unknown;
  readonly hint?: string | undefined;
}

export function Choices<Value extends string>({
  label,
  options: given,
  value,
  onChange,
  error,
  hint,
}: ChoicesProps<Value>) {
  const name = useId();
  const message = typeof error === 'string' ? error : null;
  return (
    <fieldset
      className={classes.choices}
      aria-describedby={message === null ? undefined : `${name}-error`}
      data-wrong={message === null ? undefined : true}
    >
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.pills}>
        {given.map((option) => (
          <label key={option.value} className={classes.pill}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint === undefined ? null : <p className={classes.hint}>{hint}</p>}
      {message === null ? null : (
        <p className={classes.error} id={`${name}-error`}>
          {message}
        </p>
      )}
    </fieldset>
  );
}
