/**
 * The frame of every form: a sheet at the right with the day it happened, the fields, and what was refused.
 * Ctrl+Enter saves; Esc asks before anything written is thrown away.
 */
import { Button, Drawer } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { FailureError, failureText } from '../../../ui/failureError.ts';
import { DayInput } from '../../../ui/fields/DayInput.tsx';
import { beginsAtFirstField } from '../../../ui/fields/firstField.ts';
import { goToFirstMistake } from '../../../ui/fields/firstMistake.ts';
import { useText } from '../../../ui/texts.tsx';
import { Restored } from '../../drafts/Restored.tsx';
import { ClockBanner } from '../../shell/ClockBanner.tsx';
import { useRecording } from '../recording.ts';
import { VerdictList } from '../VerdictList.tsx';
import classes from './forms.module.css';
import type { StepForm } from './useStepForm.ts';

export interface StepFrameProps<Values extends object> {
  readonly step: StepForm<Values>;
  readonly children: ReactNode;
  /** Another heading than the form's name, e.g. that of the move. */
  readonly title?: string;
  /** Another word than "save" on the button. */
  readonly action?: string;
  readonly disabled?: boolean;
}

export function StepFrame<Values extends object>({
  step,
  children,
  title,
  action,
  disabled = false,
}: StepFrameProps<Values>) {
  const t = useText();
  const { view } = useRecording();
  const form = useRef<HTMLFormElement>(null);
  const [leaving, leave] = useState(false);
  const before = useRef<Element | null>(null);
  const stay = (): void => {
    flushSync(() => leave(false));
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const tryClose = (): void => {
    if (leaving) stay();
    else if (step.dirty && !step.busy) {
      before.current = document.activeElement;
      leave(true);
    } else step.close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!disabled) submit();
  };
  const submit = (): void => {
    flushSync(step.submit);
    if (form.current !== null) goToFirstMistake(form.current);
  };
  return (
    <Drawer
      opened
      onClose={tryClose}
      // of the whole sheet: its close button may have the focus
      onKeyDown={onKeyDown}
      position="right"
      size={560}
      title={<b>{title ?? t(`forms.titles.${step.kind}`)}</b>}
      lockScroll={false}
      closeOnClickOutside={!step.dirty}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ content: classes.sheet, header: classes.sheetHead, body: classes.sheetBody }}
    >
      <form
        ref={form}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {step.restoredAt === null ? null : <Restored savedAt={step.restoredAt} startOver={step.startOver} />}
        <DayInput
          label={t('forms.occurredOn')}
          value={step.occurredOn}
          onChange={step.setOccurredOn}
          error={step.dayError}
          max={view.today}
          required
        />
        {/* the day is there already: the keyboard begins behind it */}
        <div ref={beginsAtFirstField} className={classes.own}>
          {children}
        </div>
        <Refusal step={step} />
        <div className={classes.foot} data-leaving={leaving}>
          {leaving ? (
            <>
              <span className={classes.grow} role="alert">
                {t('forms.dirty')}
              </span>
              <Button variant="default" onClick={step.close}>
                {t('forms.dirtyClose')}
              </Button>
              {/* a button of its own, which takes the focus as it comes */}
              <Button key="stay" onClick={stay} autoFocus>
                {t('forms.dirtyStay')}
              </Button>
            </>
          ) : (
            <>
              <span className={`${classes.grow} ${classes.hint}`}>{t('forms.saveHint')}</span>
              <Button variant="default" onClick={tryClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={step.busy} disabled={disabled}>
                {action ?? t('common.save')}
              </Button>
            </>
          )}
        </div>
      </form>
    </Drawer>
  );
}

/** A long form hides its end: what was refused must not wait there unseen. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function Refusal<Values extends object>({ step }: { step: StepForm<Values> }) {
  const t = useText();
  if (step.verdict !== null) {
    return (
      <section ref={bringIntoView} className={classes.refused} role="alert" data-testid="refusal">
        <b>{t('forms.notReady')}</b>
        <VerdictList items={step.verdict.items} inForm />
      </section>
    );
  }
  if (step.failure === null) return null;
  const clockJumped = step.failure instanceof FailureError && step.failure.failure.code === 'clock_jump';
  return (
    <div ref={bringIntoView}>
      <p className={classes.error} role="alert">
        {failureText(step.failure, t)}
      </p>
      {/* answered here, so that what was written need not be closed first */}
      {clockJumped && <ClockBanner />}
    </div>
  );
}
