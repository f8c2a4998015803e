/** Asks to pass unmet checks, with a reason and what was done instead. Vetoes are named and never offered. */
import { Textarea } from '@mantine/core';
import type { CheckId } from '#shared/domain/gates/checks.ts';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { ManyChoices } from '../../../ui/fields/ManyChoices.tsx';
import { useText } from '../../../ui/texts.tsx';
import { mayAskOverride, overridable } from '../itemAction.ts';
import { useRecording } from '../recording.ts';
import { itemName } from '../VerdictList.tsx';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function OverrideRequested({ about, close }: FormProps) {
  const t = useText();
  const { moves } = useRecording().view;
  const possible = moves.filter((move) => mayAskOverride(move.to));
  const step = useStepForm({
    kind: 'override.requested',
    close,
    values: {
      to: possible.find((move) => move.to === about)?.to ?? possible[0]?.to ?? null,
      checks: [] as CheckId[],
      reason: '',
      mitigation: '',
    },
  });
  const { form } = step;
  const items = possible.find((move) => move.to === form.values.to)?.verdict.items ?? [];
  const open = overridable(items);
  const vetoes = items.filter((item) => item.veto && !item.satisfied);
  return (
    <StepFrame step={step} disabled={open.length === 0}>
      <Choices
        label={t('forms.override.to')}
        options={possible.map((move) => ({ value: move.to, label: t(`domain.stages.${move.to}`) }))}
        value={form.values.to}
        onChange={(to) => form.set({ to, checks: [] })}
      />
      {open.length === 0 ? (
        <p className={classes.note}>{t('forms.override.none')}</p>
      ) : (
        <ManyChoices
          label={t('forms.override.checks')}
          options={open.map((check) => ({ value: check, label: t(`domain.checks.${check}`) }))}
          {...form.field('checks')}
        />
      )}
      {vetoes.length === 0 ? null : (
        <p className={classes.note}>
          {t('forms.override.vetoes', { list: vetoes.map((item) => itemName(item.id, t)).join('; ') })}
        </p>
      )}
      <Textarea label={t('forms.override.reason')} autosize minRows={2} {...form.text('reason')} />
      <Textarea label={t('forms.override.mitigation')} autosize minRows={2} {...form.text('mitigation')} />
    </StepFrame>
  );
}
