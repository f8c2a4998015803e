/** "Home, and is all well?": visits of the last 30 days, the child seen, and who came back into care. */
import type { TodayView } from '#shared/contract/views.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './today.module.css';

export function WellCard({ last30 }: { last30: TodayView['last30'] }) {
  const t = useText();
  const { visitsDue, visitsDone, seen, reentered } = last30;
  return (
    <Card title={t('today.well.title')}>
      <table className={classes.rows}>
        <tbody>
          <tr>
            <th scope="row">{t('today.well.visits')}</th>
            <td className={visitsDue === 0 ? classes.soft : classes.number}>
              {visitsDue === 0
                ? t('today.well.noneDue')
                : t('today.well.of', { part: visitsDone, whole: visitsDue })}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('today.well.seen')}</th>
            <td className={visitsDone === 0 ? classes.soft : classes.number}>
              {visitsDone === 0
                ? t('today.well.noneDone')
                : t('today.well.of', { part: seen, whole: visitsDone })}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('today.well.reentered')}</th>
            <td className={classes.number}>{reentered}</td>
          </tr>
        </tbody>
      </table>
    </Card>
  );
}
