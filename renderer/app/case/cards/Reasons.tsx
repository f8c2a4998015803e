/** The reason for separation beside what was given against it, in tenge. */
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { deliveredOf, type ReasonLine, reasonLines, totalDelivered, whatOf } from '../reasonSupport.ts';
import { useRecording } from '../recording.ts';

export function Reasons() {
  const t = useText();
  const days = useDays();
  const { view, open, may } = useRecording();
  const lines = reasonLines(view.state);
  const total = totalDelivered(view.state);
  return (
    <Card
      title={t('caseFile.reasons.title')}
      aside={
        may('support.planned') ? (
          <button type="button" className={classes.link} onClick={() => open('support.planned')}>
            {t('caseFile.reasons.add')}
          </button>
        ) : undefined
      }
    >
      {lines.length === 0 ? <p className={classes.small}>{t('caseFile.reasons.unknown')}</p> : null}
      <div>
        {lines.map((line) => (
          <Line key={line.reason ?? 'unbound'} line={line} />
        ))}
      </div>
      {view.state.child?.reasonText ? <p className={classes.small}>«{view.state.child.reasonText}»</p> : null}
      {total > 0 ? (
        <p className={classes.small}>{t('caseFile.reasons.total', { sum: days.tenge(total) })}</p>
      ) : null}
    </Card>
  );
}

function Line({ line }: { line: ReasonLine }) {
  const t = useText();
  const days = useDays();
  const { open, may } = useRecording();
  return (
    <div className={classes.reason}>
      <div>
        {line.reason === null ? t('caseFile.reasons.unbound') : t(`country.separationReasons.${line.reason}`)}
        {line.main ? <span className={classes.small}> · {t('caseFile.reasons.main')}</span> : null}
      </div>
      <div className={classes.given}>
        {line.delivered.length + line.planned.length === 0 ? (
          <span className={classes.small}>{t('caseFile.reasons.nothing')}</span>
        ) : null}
        {line.delivered.map((support) => (
          <div key={support.supportId}>
            {whatOf(support)}
            {deliveredOf(support) > 0 ? ` · ${days.tenge(deliveredOf(support))}` : ''}
          </div>
        ))}
        {line.planned.map((support) => (
          <div key={support.supportId} className={classes.small}>
            {t(
              support.planned !== null && support.planned.dueOn < days.today
                ? 'caseFile.reasons.plannedLate'
                : 'caseFile.reasons.planned',
              {
                what: whatOf(support),
                day: support.planned === null ? '' : days.near(support.planned.dueOn),
              },
            )}
            {may('support.delivered') ? (
              <button
                type="button"
                className={classes.link}
                onClick={() => open('support.delivered', support.supportId)}
              >
                {t('caseFile.reasons.deliver')}
              </button>
            ) : null}
          </div>
        ))}
      </div>
    </div>
  );
}
