/** Goals of the individual plan: who does what until when, and what became of it. */
import type { Goal } from '#shared/domain/case/state.ts';
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { useRecording } from '../recording.ts';

export function Plan() {
  const t = useText();
  const { view, open, may } = useRecording();
  const { goals } = view.state;
  return (
    <Card
      title={t('caseFile.plan.title')}
      aside={
        may('goal.set') ? (
          <button type="button" className={classes.link} onClick={() => open('goal.set')}>
            {t('caseFile.plan.add')}
          </button>
        ) : undefined
      }
    >
      {goals.length === 0 ? <p className={classes.small}>{t('caseFile.plan.none')}</p> : null}
      <ul className={classes.list}>
        {goals.map((goal) => (
          <GoalLine key={goal.goalId} goal={goal} />
        ))}
      </ul>
    </Card>
  );
}

function GoalLine({ goal }: { goal: Goal }) {
  const t = useText();
  const days = useDays();
  const { open, may } = useRecording();
  const late = goal.ended === null && goal.deadline < days.today;
  return (
    <li className={classes.person}>
      <div className={classes.personTop}>
        <b>{goal.goal}</b>
        {goal.ended !== null ? (
          <Chip tone={goal.ended.outcome === 'reached' ? 'well' : 'plain'}>
            {t(`domain.goalOutcomes.${goal.ended.outcome}`)}
          </Chip>
        ) : (
          <Chip tone={late ? 'danger' : 'plain'}>
            {late
              ? `${t('domain.slotStates.late')}: ${days.near(goal.deadline)}`
              : t('caseFile.plan.until', { day: days.near(goal.deadline) })}
          </Chip>
        )}
      </div>
      <div className={classes.small}>
        {goal.action} · {t('caseFile.plan.responsible', { who: goal.responsible })}
        {goal.ended === null && may('goal.ended') ? (
          <button
            type="button"
            className={classes.link}
            aria-label={`${t('caseFile.plan.end')}: ${goal.goal}`}
            onClick={() => open('goal.ended', goal.goalId)}
          >
            {t('caseFile.plan.end')}
          </button>
        ) : null}
      </div>
    </li>
  );
}
