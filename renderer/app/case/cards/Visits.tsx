/** The frozen schedule of visits after the return: what was due, what was done, whether the child was seen. */
import { Button } from '@mantine/core';
import { currentReturn } from '#shared/domain/case/current.ts';
import { seenHomeOn } from '#shared/domain/visits/seen.ts';
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { SeenHome } from '../../../ui/parts/SeenHome.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { useRecording } from '../recording.ts';
import { shownSlot } from '../shownSlot.ts';

export function Visits() {
  const t = useText();
  const days = useDays();
  const { view, open, may } = useRecording();
  const current = currentReturn(view.state);
  if (current === null) return null;
  const { stage } = view.state;
  // nobody goes on visiting a case that has ended
  const visited = stage === 'returned' || stage === 'alternative_family';
  const due = view.slots.filter((slot) => slot.state !== 'upcoming' || slot.visitOn !== null).length;
  const done = view.slots.filter((slot) => slot.visitOn !== null).length;
  const seen = view.slots.filter((slot) => slot.childSeen === true).length;
  return (
    <Card
      title={t('caseFile.visits.title')}
      aside={
        current.schedule.risk === 'high' ? (
          <Chip tone="danger">{t('caseFile.visits.highRisk')}</Chip>
        ) : undefined
      }
    >
      <p className={classes.small}>
        {t('caseFile.visits.summary', { done, due, seen })}
        {visited ? (
          <>
            {' · '}
            <SeenHome of={[{ seenHomeOn: seenHomeOn(view.state) }]} />
          </>
        ) : null}
      </p>
      <ol className={classes.slots}>
        {view.slots.map((slot, index) => (
          <li
            key={slot.due}
            className={classes.slot}
            data-state={shownSlot(slot)}
            title={t('caseFile.visits.number', { number: index + 1 })}
          >
            <b>{days.near(slot.visitOn ?? slot.due)}</b>
            {t(`domain.slotStates.${slot.state}`)}
            {slot.childSeen === false ? (
              <>
                <br />
                {t('caseFile.visits.notSeen')}
              </>
            ) : null}
          </li>
        ))}
      </ol>
      {may('visit.recorded') ? (
        <div className={classes.cardFoot}>
          <Button variant="light" onClick={() => open('visit.recorded')}>
            {t('caseFile.visits.record')}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
