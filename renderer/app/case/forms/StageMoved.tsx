/**
 * A move on the way home. It shows what the gate says before it is asked, takes the terms of a return, and
 * when the move is refused says precisely what is missing. The gate itself is the host's.
 */
import { useQuery } from '@tanstack/react-query';
import { missingOf } from '#shared/domain/gates/gate.ts';
import type { Verdict } from '#shared/domain/gates/verdict.ts';
import { formOf } from '#shared/domain/record/forms.ts';
import { isStage, type Stage } from '#shared/domain/stages.ts';
import { useApi } from '../../../ui/api.tsx';
import { Choices } from '../../../ui/fields/Choices.tsx';
import { useMe } from '../../../ui/me.ts';
import { useText } from '../../../ui/texts.tsx';
import { nextStage } from '../cards/NextStop.tsx';
import { useRecording } from '../recording.ts';
import { VerdictList } from '../VerdictList.tsx';
import { MoveFields } from './fields/MoveFields.tsx';
import { ReturnFields } from './fields/ReturnFields.tsx';
import classes from './forms.module.css';
import { emptyMove, isReturn, movePayload } from './moveValues.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

export function StageMoved({ about, close }: FormProps) {
  const t = useText();
  const me = useMe();
  const { view } = useRecording();
  const possible = view.moves.map((move) => move.to);
  const first = about !== undefined && isStage(about) && possible.includes(about) ? about : null;
  const step = useStepForm({
    kind: 'stage.moved',
    close,
    values: emptyMove(
      first ?? nextStage(view.state.stage, possible) ?? possible[0] ?? null,
      me.name,
      view.today,
    ),
    payload: movePayload,
  });
  const { form } = step;
  const { to } = form.values;
  const verdict = useReadiness(to, movePayload(form.values));
  return (
    <StepFrame
      step={step}
      {...(to === null ? {} : { title: t(`domain.moves.${to}`), action: t(`domain.moves.${to}`) })}
    >
      <Choices
        label={t('forms.stage.to')}
        options={possible.map((stage) => ({ value: stage, label: t(`domain.stages.${stage}`) }))}
        value={to}
        onChange={(stage) => form.set({ to: stage })}
        error={form.error('to')}
      />
      {isReturn(to) ? <ReturnFields form={form} /> : null}
      <MoveFields form={form} />
      {verdict === undefined || step.verdict !== null ? null : <Readiness verdict={verdict} />}
    </StepFrame>
  );
}

function Readiness({ verdict }: { verdict: Verdict }) {
  const t = useText();
  const missing = missingOf(verdict);
  return (
    <section>
      <p className={classes.part}>
        {missing.length === 0
          ? t('forms.stage.ready')
          : t('caseFile.next.missing', { count: missing.length })}{' '}
        <span className={classes.hint}>{t('forms.stage.rules', { rules: verdict.rules })}</span>
      </p>
      <VerdictList items={verdict.items} />
    </section>
  );
}

/** The gate's answer to what is filled in so far; before the terms are whole, its answer without them. */
function useReadiness(to: Stage | null, payload: unknown): Verdict | undefined {
  const api = useApi();
  const { view } = useRecording();
  const whole = formOf('stage.moved')?.safeParse(payload).success === true;
  const asked = useQuery({
    ...api.cases.readiness.queryOptions({
      input: { case: view.state.caseId, to: to ?? 'assessment', payload },
    }),
    enabled: whole && to !== null,
  });
  return asked.data ?? view.moves.find((move) => move.to === to)?.verdict;
}
