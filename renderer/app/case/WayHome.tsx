/** The way home as one line from "identified" to "closed", with the days at each stop. */
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { StageChip } from '../../ui/parts/StageChip.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './case.module.css';
import { useRecording } from './recording.ts';
import { type Way, type WayStop, wayOf } from './wayHome.ts';

export function WayHome() {
  const t = useText();
  const { state, today } = useRecording().view;
  const way = wayOf(state, today);
  return (
    <Card className={classes.way}>
      <Side way={way} />
      <ol className={classes.stops} aria-label={t('caseFile.way.label')}>
        {way.stops.map((stop) => (
          <Stop key={stop.stage} stop={stop} first={stop.stage === 'identified'} />
        ))}
      </ol>
    </Card>
  );
}

function Stop({ stop, first }: { stop: WayStop; first: boolean }) {
  const t = useText();
  const days = useDays();
  return (
    <li
      className={classes.stop}
      data-state={stop.state}
      aria-current={stop.state === 'now' ? 'step' : undefined}
    >
      {t(`domain.stages.${stop.stage}`)}
      <span className="only-spoken"> — {t(`caseFile.way.${stop.state}`)}</span>
      <br />
      {stop.state === 'done' && (first || stop.days === 0) && stop.since !== null ? (
        days.near(stop.since)
      ) : stop.state === 'done' && stop.days !== null ? (
        days.count(stop.days)
      ) : stop.state === 'now' && stop.days !== null ? (
        t('common.dayNumber', { number: stop.days + 1 })
      ) : (
        <span aria-hidden="true">&nbsp;</span>
      )}
    </li>
  );
}

/** A side state said beside the line; it is never drawn as a stop. */
function Side({ way }: { way: Way }) {
  const t = useText();
  const days = useDays();
  if (way.side === null && way.episode === 1) return null;
  return (
    <div className={classes.side}>
      {way.side === null ? null : (
        <>
          <StageChip stage={way.side.stage} />
          {way.side.since === null ? null : (
            <span>{t('caseFile.way.since', { day: days.near(way.side.since) })}</span>
          )}
          {way.side.before === null ? null : (
            <span className={classes.small}>
              {t('caseFile.way.was', { stage: t(`domain.stages.${way.side.before}`) })}
            </span>
          )}
        </>
      )}
      {way.episode > 1 ? (
        <span className={classes.small}>{t('caseFile.way.episode', { number: way.episode })}</span>
      ) : null}
    </div>
  );
}
