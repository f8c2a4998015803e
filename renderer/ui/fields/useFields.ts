/**
 * The values of a form with their errors, typed field by field. What is wrong with a value is decided
 * elsewhere (by a schema or by the caller); here it is only kept beside the field until that is changed.
 */
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { goToFirstMistake } from './firstMistake.ts';

export interface FieldProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly error: string | null;
}

export interface TextProps {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly error: string | null;
}

export interface TickProps {
  readonly checked: boolean;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

type NamesOf<Values, Value> = {
  [Name in keyof Values]: Values[Name] extends Value ? Name : never;
}[keyof Values] &
  string;

/** Errors by field; a nested field is named by its path, e.g. "return.act.number". */
export type FieldErrors = Readonly<Record<string, string>>;

export interface Fields<Values extends object> {
  readonly values: Values;
  readonly errors: FieldErrors;
  set(change: Partial<Values>): void;
  setErrors(errors: FieldErrors): void;
  error(path: string): string | null;
  /** For the product's own controls, which take and give values. */
  field<Name extends keyof Values & string>(name: Name): FieldProps<Values[Name]>;
  /** For inputs that give events. */
  text(name: NamesOf<Values, string>): TextProps;
  tick(name: NamesOf<Values, boolean>): TickProps;
  readonly dirty: boolean;
  /** Checks the values and sends them only when nothing is wrong. */
  onSubmit(
    check: (values: Values) => Partial<Record<keyof Values, string | null>>,
    send: (values: Values) => void,
  ): (event: FormEvent) => void;
  reset(): void;
}

/** @param start what the fields hold at first, where that is not what they are empty with */
export function useFields<Values extends object>(initial: Values, start: Values = initial): Fields<Values> {
  const [first] = useState(initial);
  const [values, setValues] = useState(start);
  const [errors, setErrors] = useState<FieldErrors>({});
  const set = (change: Partial<Values>): void => {
    setValues((before) => ({ ...before, ...change }));
    setErrors((before) => without(before, Object.keys(change)));
  };
  const error = (path: string): string | null => errors[path] ?? null;
  const setOne = <Name extends keyof Values>(name: Name, value: Values[Name]): void => {
    const change: Partial<Values> = {};
    change[name] = value;
    set(change);
  };
  return {
    values,
    errors,
    set,
    setErrors,
    error,
    field: (name) => ({ value: values[name], onChange: (value) => setOne(name, value), error: error(name) }),
    text: (name) => ({
      value: String(values[name]),
      // the name's value is a string by its type; a spread keeps the other fields' types
      onChange: (event) => set({ [name]: event.currentTarget.value } as unknown as Partial<Values>),
      error: error(name),
    }),
    tick: (name) => ({
      checked: Boolean(values[name]),
      onChange: (event) => set({ [name]: event.currentTarget.checked } as unknown as Partial<Values>),
    }),
    dirty: JSON.stringify(values) !== JSON.stringify(first),
    onSubmit: (check, send) => (event) => {
      event.preventDefault();
      const form = event.currentTarget;
      const found = Object.entries<string | null | undefined>(check(values)).filter(
        (one): one is [string, string] => typeof one[1] === 'string',
      );
      flushSync(() => setErrors(Object.fromEntries(found)));
      if (found.length === 0) send(values);
      else if (form instanceof HTMLElement) goToFirstMistake(form);
    },
    reset: () => {
      setValues(first);
      setErrors({});
    },
  };
}

/** Errors of other fields; a changed field and those below it are cleared. */
function without(errors: FieldErrors, changed: readonly string[]): FieldErrors {
  const left = Object.entries(errors).filter(
    ([path]) => !changed.some((name) => path === name || path.startsWith(`${name}.`)),
  );
  return Object.fromEntries(left);
}
