/** Two devices wrote different things: both are shown, and a person chooses. Nothing is lost meanwhile. */
import { Button } from '@mantine/core';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { claimValue } from '../claimValue.ts';
import { useRecording } from '../recording.ts';

export function Conflicts() {
  const t = useText();
  const days = useDays();
  const { view, open, may } = useRecording();
  const { state } = view;
  return state.conflicts.map((conflict) => (
    <Card
      key={conflict.field}
      title={t('caseFile.conflict.title', { field: conflictName(conflict.field, state, t) })}
    >
      <p className={classes.small}>{t('caseFile.conflict.text')}</p>
      <ul className={classes.list}>
        {conflict.claims.map((claim) => (
          <li key={claim.stepId} className={classes.person}>
            <b>{claimValue(conflict.field, claim.value, t, days, view.people)}</b>
            <p className={classes.small}>
              {t('caseFile.conflict.by', {
                who: view.people[claim.authorId] ?? t('caseFile.conflict.otherDevice'),
                day: days.near(claim.on),
              })}
            </p>
          </li>
        ))}
      </ul>
      {may('conflict.settled') ? (
        <div className={classes.cardFoot}>
          <Button variant="light" onClick={() => open('conflict.settled', conflict.field)}>
            {t('caseFile.conflict.settle')}
          </Button>
        </div>
      ) : null}
    </Card>
  ));
}
