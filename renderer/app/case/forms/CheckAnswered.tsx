/**
 * An answer to one readiness check. Where "yes" comes from a step that proves it, the form leads there; a
 * veto is answered and never "not applicable".
 */
import { Button, Textarea } from '@mantine/core';
import { checkIds, evidenceKinds, isCheck, isVeto } from '#shared/domain/gates/checks.ts';
import { Choices, options } from '../../../ui/fields/Choices.tsx';
import { ListSelect } from '../../../ui/fields/ListSelect.tsx';
import { useText } from '../../../ui/texts.tsx';
import { itemAction } from '../itemAction.ts';
import { useRecording } from '../recording.ts';
import { isFormId } from './formIds.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, orNull, useStepForm } from './useStepForm.ts';

type Answer = 'yes' | 'no' | 'not_known' | 'not_applicable';

export function CheckAnswered({ about, close }: FormProps) {
  const t = useText();
  const { view, open } = useRecording();
  const step = useStepForm({
    kind: 'check.answered',
    close,
    values: {
      check: about !== undefined && isCheck(about) ? about : null,
      answer: null as Answer | null,
      reason: '',
    },
    payload: (values) => ({ ...values, reason: orNull(values.reason) }),
  });
  const { form } = step;
  const { check, answer } = form.values;
  const evidence = check === null ? undefined : evidenceKinds[check];
  const action = check === null ? null : itemAction(check, view.state);
  const answers: Answer[] = [
    ...(evidence === undefined ? (['yes'] as const) : []),
    'no',
    'not_known',
    ...(check === null || isVeto(check) ? [] : (['not_applicable'] as const)),
  ];
  return (
    <StepFrame step={step}>
      <ListSelect
        label={t('forms.check.check')}
        options={options(checkIds, (one) => t(`domain.checks.${one}`))}
        {...form.field('check')}
      />
      {evidence !== undefined && isFormId(evidence) ? (
        <div className={classes.note}>
          <p>{t('forms.check.evidence', { kind: t(`forms.titles.${evidence}`) })}</p>
          {action === null ? null : (
            <Button size="xs" variant="light" mt={8} onClick={() => open(action.form, action.about)}>
              {t('forms.check.fill')}
            </Button>
          )}
        </div>
      ) : null}
      {check === 'parental_rights_known' && action !== null && action.form !== 'check.answered' ? (
        <div className={classes.note}>
          <p>{t('forms.decision.statusUnknown')}</p>
          <Button size="xs" variant="light" mt={8} onClick={() => open(action.form, action.about)}>
            {t(`forms.titles.${action.form}`)}
          </Button>
        </div>
      ) : null}
      <Choices
        label={t('forms.check.answer')}
        options={options(answers, (one) => t(`domain.answers.${one}`))}
        {...form.field('answer')}
      />
      <Textarea
        label={answer === 'not_applicable' ? t('forms.check.reasonNeeded') : t('forms.check.reason')}
        autosize
        minRows={2}
        {...form.text('reason')}
      />
    </StepFrame>
  );
}
