/**
 * One recorded step as a form: its values, when it happened, and what becomes of it. The payload is checked
 * with the very schema the host checks it with, so that a mistake is shown beside its field before anything
 * is sent; what only the host can know comes back as a failure or a verdict.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ZodType } from 'zod';
import type { Recorded } from '#shared/contract/cases.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { Day } from '#shared/domain/day.ts';
import type { Verdict } from '#shared/domain/gates/verdict.ts';
import { wordOf } from '#shared/domain/issue.ts';
import { formOf } from '#shared/domain/record/forms.ts';
import { issueKey } from '#shared/i18n/issueText.ts';
import { useApi, useClient } from '../../../ui/api.tsx';
import { FailureError, unwrap } from '../../../ui/failureError.ts';
import { type Fields, useFields } from '../../../ui/fields/useFields.ts';
import { useText } from '../../../ui/texts.tsx';
import { useToasts } from '../../../ui/toast.ts';
import { useKeeping, useKept } from '../../drafts/useDraft.ts';
import { useRecording } from '../recording.ts';
import type { FormId } from './formIds.ts';

export interface FormProps {
  /** What the form was opened about: a person, a goal, a check, a stage, a step. */
  readonly about: string | undefined;
  readonly close: () => void;
}

export interface StepFormOptions<Values> {
  readonly kind: FormId;
  readonly values: Values;
  /** What is recorded; by default the values themselves. */
  readonly payload?: (values: Values) => unknown;
  /** Where the form gives something else than the step holds, and another procedure records it. */
  readonly via?: {
    readonly check: ZodType;
    record(step: { readonly occurredOn: Day }): Promise<Result<Recorded>>;
  };
  /** Other cases in which the same event is recorded. */
  readonly alsoIn?: (values: Values) => readonly string[];
  readonly close: () => void;
}

export interface StepForm<Values extends object> {
  readonly kind: FormId;
  readonly form: Fields<Values>;
  readonly occurredOn: Day | null;
  setOccurredOn(day: Day | null): void;
  readonly dayError: string | null;
  submit(): void;
  readonly busy: boolean;
  readonly dirty: boolean;
  /** When it was left, where it goes on from there; ISO instant. */
  readonly restoredAt: string | null;
  startOver(): void;
  /** A refusal that belongs to no field. */
  readonly failure: FailureError | Error | null;
  /** The gate's answer to a refused move. */
  readonly verdict: Verdict | null;
  readonly close: () => void;
}

export function useStepForm<Values extends object>(options: StepFormOptions<Values>): StepForm<Values> {
  const t = useText();
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const toasts = useToasts();
  const { view } = useRecording();
  const kept = useKept(options.values);
  const [occurredOn, setOccurredOn] = useState<Day | null>(kept === null ? view.today : kept.occurredOn);
  const [restoredAt, setRestoredAt] = useState(kept?.savedAt ?? null);
  const [dayError, setDayError] = useState<string | null>(null);
  const form = useFields(options.values, kept?.values);
  const dirty = form.dirty || occurredOn !== view.today;
  const forget = useKeeping(dirty ? { values: form.values, occurredOn } : null);
  // the same form may be opened again at once: it must not find what was saved or thrown away here
  const close = (): void => void forget().then(options.close);
  const payloadOf = options.payload ?? ((values: Values) => values);

  const record = useMutation({
    mutationFn: async (step: { payload: unknown; occurredOn: Day }) => {
      if (options.via !== undefined) return unwrap(await options.via.record(step));
      const cases = [view.state.caseId, ...(options.alsoIn?.(form.values) ?? [])];
      const steps = cases.map((id) => ({ case: id, kind: options.kind, ...step }));
      return unwrap(await client.cases.record({ steps, oneEvent: cases.length > 1 }));
    },
    onSuccess: async () => {
      toasts.done(t('common.saved'));
      close();
      await queries.invalidateQueries({ queryKey: api.cases.key() });
    },
    onError: (error) => {
      const { occurredOn: day, ...errors } = errorsIn(error, (key) => t(key));
      form.setErrors(errors);
      setDayError(day ?? null);
    },
  });

  const submit = (): void => {
    if (record.isPending) return;
    const payload = payloadOf(form.values);
    const checked = (options.via?.check ?? formOf(options.kind))?.safeParse(payload);
    const errors: Record<string, string> = {};
    for (const issue of checked?.error?.issues ?? [])
      errors[issue.path.join('.')] ??= t(issueKey(wordOf(issue)));
    const wrongDay =
      occurredOn === null ? t('forms.errors.day') : occurredOn > view.today ? t('forms.errors.future') : null;
    form.setErrors(errors);
    setDayError(wrongDay);
    if (Object.keys(errors).length > 0 || occurredOn === null || wrongDay !== null) return;
    record.mutate({ payload, occurredOn });
  };

  return {
    kind: options.kind,
    form,
    occurredOn,
    setOccurredOn: (day) => {
      setOccurredOn(day);
      setDayError(null);
    },
    dayError,
    submit,
    busy: record.isPending,
    dirty,
    restoredAt,
    startOver: () => {
      form.reset();
      setOccurredOn(view.today);
      setRestoredAt(null);
    },
    failure: record.error,
    verdict: verdictIn(record.error),
    close,
  };
}

/** Issues the host found, by field. */
function errorsIn(error: unknown, say: (key: ReturnType<typeof issueKey>) => string): Record<string, string> {
  if (!(error instanceof FailureError)) return {};
  const issues = error.failure.details?.issues;
  if (!Array.isArray(issues)) return {};
  const errors: Record<string, string> = {};
  for (const issue of issues) {
    if (typeof issue?.path === 'string' && typeof issue.message === 'string') {
      errors[issue.path] = say(issueKey(issue.message));
    }
  }
  return errors;
}

function verdictIn(error: unknown): Verdict | null {
  if (!(error instanceof FailureError) || error.failure.code !== 'not_ready') return null;
  const verdict = error.failure.details?.verdict;
  // The host's own verdict, in the shape of the contract.
  return typeof verdict === 'object' && verdict !== null && 'items' in verdict ? (verdict as Verdict) : null;
}

/** Text of a field, or null for an empty one. */
export function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
