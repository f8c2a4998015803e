/** What waits for a person's decision in this case: exceptions, concerns, an open trial stay, reviews. */
import { Button } from '@mantine/core';
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import type { FormId } from '../forms/formIds.ts';
import { useRecording } from '../recording.ts';

interface Waiting {
  readonly key: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly danger?: boolean;
  readonly action?: { readonly form: FormId; readonly about?: string; readonly label: string };
}

export function WaitingForDecision() {
  const t = useText();
  const { open, may } = useRecording();
  const waiting = useWaiting();
  if (waiting.length === 0) return null;
  return (
    <Card title={t('caseFile.waiting.title')} aside={<Chip tone="soon">{waiting.length}</Chip>}>
      <ul className={classes.list}>
        {waiting.map(({ key, title, lines, danger, action }) => (
          <li key={key} className={classes.person}>
            <div className={classes.personTop}>
              <b style={danger === true ? { color: 'var(--u-danger)' } : undefined}>{title}</b>
              {action === undefined || !may(action.form) ? null : (
                <Button size="compact-sm" variant="light" onClick={() => open(action.form, action.about)}>
                  {action.label}
                </Button>
              )}
            </div>
            {lines.map((line) => (
              <p key={line} className={classes.small}>
                {line}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function useWaiting(): Waiting[] {
  const t = useText();
  const days = useDays();
  const { state, people } = useRecording().view;
  const overrides = state.overrides
    .filter((one) => one.decided === null)
    .map(
      (one): Waiting => ({
        key: one.stepId,
        title: t('caseFile.waiting.override', { stage: t(`domain.stages.${one.to}`) }),
        lines: [
          one.checks.map((check) => t(`domain.checks.${check}`)).join(', '),
          t('caseFile.conflict.by', {
            who: people[one.authorId] ?? t('caseFile.conflict.otherDevice'),
            day: days.near(one.on),
          }),
          t('caseFile.waiting.reason', { text: one.reason }),
          t('caseFile.waiting.mitigation', { text: one.mitigation }),
        ],
        action: { form: 'override.approved', about: one.stepId, label: t('caseFile.waiting.decide') },
      }),
    );
  const concerns = state.concerns
    .filter((one) => one.resolved === null)
    .map(
      (one): Waiting => ({
        key: one.stepId,
        title: t('caseFile.waiting.concern', { what: t(`domain.concerns.${one.concern}`) }),
        lines: [`${days.near(one.on)} · ${one.text}`],
        danger: true,
        action: { form: 'concern.resolved', about: one.concernId, label: t('caseFile.waiting.resolve') },
      }),
    );
  const trials = state.trials
    .filter((one) => one.ended === null)
    .map(
      (one): Waiting => ({
        key: one.stepId,
        title: t('caseFile.waiting.trial', { day: days.near(one.plannedUntil) }),
        lines: [],
        action: { form: 'trial.ended', label: t('caseFile.waiting.endTrial') },
      }),
    );
  const review: Waiting[] =
    state.review.length === 0 ? [] : [{ key: 'review', title: t('caseFile.waiting.review'), lines: [] }];
  return [...concerns, ...overrides, ...trials, ...review];
}
