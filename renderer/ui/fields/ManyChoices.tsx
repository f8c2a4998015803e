/** Several of a few, all of them visible, as check boxes. */
import { useId } from 'react';
import type { Option } from './Choices.tsx';
import classes from './fields.module.css';

export interface ManyChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: readonly Value[];
  readonly onChange: (value: Value[]) => void;
  readonly error?: unknown;
}

export function ManyChoices<Value extends string>({
  label,
  options,
  value,
  onChange,
  error,
}: ManyChoicesProps<Value>) {
  const id = useId();
  const message = typeof error === 'string' ? error : null;
  const toggle = (one: Value): void =>
    onChange(
      value.includes(one)
        ? value.filter((other) => other !== one)
        : options.map((option) => option.value).filter((other) => other === one || value.includes(other)),
    );
  return (
    <fieldset
      className={classes.choices}
      aria-describedby={message === null ? undefined : id}
      data-wrong={message === null ? undefined : true}
    >
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.pills}>
        {options.map((option) => (
          <label key={option.value} className={classes.pill}>
            <input
              type="checkbox"
              checked={value.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {message === null ? null : (
        <p className={classes.error} id={id}>
          {message}
        </p>
      )}
    </fieldset>
  );
}
