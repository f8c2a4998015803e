/** What comes within the week, by day; brothers and sisters with the same thing to do stand in one line. */
import { Link } from '@tanstack/react-router';
import type { TaskItem } from '#shared/contract/views.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { errandsByDay } from './groupByPlace.ts';
import { shortNameOf, taskWords } from './taskWords.ts';
import classes from './today.module.css';

/** More than these are not "soon" to anybody who reads them. */
const most = 9;

export function SoonCard({ soon }: { soon: readonly TaskItem[] }) {
  const t = useText();
  const days = useDays();
  const errands = errandsByDay(soon);
  return (
    <Card title={t('today.soon.title')}>
      {errands.length === 0 ? <p className={classes.soft}>{t('today.soon.none')}</p> : null}
      <table className={classes.rows}>
        <tbody>
          {errands.slice(0, most).map(({ key, items }) => {
            const [first, ...others] = items;
            return (
              <tr key={key}>
                <th scope="row" className={classes.phone}>
                  {days.near(first.dueOn)}
                </th>
                <td className={classes.what}>
                  {taskWords(first, t)} —{' '}
                  <Link
                    className={classes.nameLink}
                    to="/children/$caseId"
                    params={{ caseId: first.caseId }}
                    search={{}}
                  >
                    {shortNameOf(first, t)}
                  </Link>
                  {others.length === 0 ? null : ` ${t('today.soon.andMore', { count: others.length })}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {errands.length > most ? (
        <p className={`${classes.soft} ${classes.small}`}>
          {t('today.soon.more', { count: errands.length - most })}
        </p>
      ) : null}
    </Card>
  );
}
