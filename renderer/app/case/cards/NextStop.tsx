/** What is missing for the next stop, with the action that fills it; and the move when all is there. */
import { Button } from '@mantine/core';
import { nextOnWay, type Stage } from '#shared/domain/stages.ts';
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { itemAction, mayAskOverride, overridable, toFill } from '../itemAction.ts';
import { useRecording } from '../recording.ts';
import { VerdictList } from '../VerdictList.tsx';

export function NextStop() {
  const t = useText();
  const { view, open, may } = useRecording();
  const { state, moves } = view;
  const to = nextStage(
    state.stage,
    moves.map((move) => move.to),
  );
  const move = moves.find((one) => one.to === to);
  if (move === undefined) return <WayEnded />;
  const missing = toFill(move.verdict.items);
  const action = missing.map((item) => itemAction(item.id, state)).find((one) => one !== null);
  const stage = t(`domain.stages.${move.to}`);
  const held = state.stage === 'on_hold';
  return (
    <Card
      title={
        held
          ? t('caseFile.next.resume', { stage })
          : move.to === 'closed'
            ? t('caseFile.next.closing')
            : t('caseFile.next.title', { stage })
      }
      aside={
        missing.length > 0 ? (
          <Chip tone="soon">{t('caseFile.next.missing', { count: missing.length })}</Chip>
        ) : (
          <Chip tone="well">{t('caseFile.next.ready')}</Chip>
        )
      }
    >
      <VerdictList items={move.verdict.items} />
      {may('stage.moved') ? (
        <div className={classes.cardFoot}>
          {missing.length === 0 ? (
            <Button onClick={() => open('stage.moved', move.to)}>
              {held ? t('caseFile.next.resumeAction') : t(`domain.moves.${move.to}`)}
            </Button>
          ) : move.to === 'closed' || action === undefined || action === null || !may(action.form) ? null : (
            <Button variant="light" onClick={() => open(action.form, action.about)}>
              {t(`forms.titles.${action.form}`)}
            </Button>
          )}
          <div className={classes.links}>
            {missing.length > 0 && overridable(move.verdict.items).length > 0 && mayAskOverride(move.to) ? (
              <button
                type="button"
                className={classes.link}
                onClick={() => open('override.requested', move.to)}
              >
                {t('caseFile.next.askOverride')}
              </button>
            ) : null}
            <button type="button" className={classes.link} onClick={() => open('stage.moved')}>
              {t('caseFile.next.other')}
            </button>
          </div>
        </div>
      ) : null}
    </Card>
  );
}

/** The next stop on the way; from a hold, back to where the case was held. */
export function nextStage(from: Stage, possible: readonly Stage[]): Stage | null {
  const next = nextOnWay(from);
  if (next !== null && possible.includes(next)) return next;
  return from === 'on_hold' || from === 'alternative_family' ? (possible[0] ?? null) : null;
}

function WayEnded() {
  const t = useText();
  const days = useDays();
  const { state } = useRecording().view;
  const day = state.stageSince === null ? '' : days.full(state.stageSince);
  const text =
    state.stage === 'closed'
      ? t('caseFile.next.endText', { day })
      : t('caseFile.next.ended', { stage: t(`domain.stages.${state.stage}`) });
  return (
    <Card title={t('caseFile.next.end')}>
      <p>{text}</p>
    </Card>
  );
}
