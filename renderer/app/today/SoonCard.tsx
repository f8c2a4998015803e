/** What comes after this week. */
import { Link } from '@tanstack/react-router';
import type { TaskItem } from '#shared/contract/views.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { shortNameOf, taskWords } from './taskWords.ts';
import classes from './today.module.css';

/** More than these are not "soon" to anybody who reads them. */
const most = 8;

export function SoonCard({ soon }: { soon: readonly TaskItem[] }) {
  const t = useText();
  const days = useDays();
  return (
    <Card title={t('today.soon.title')}>
      {soon.length === 0 ? <p className={classes.soft}>{t('today.soon.none')}</p> : null}
      <table className={classes.rows}>
        <tbody>
          {soon.slice(0, most).map((item) => (
            <tr key={`${item.caseId} ${item.kind} ${item.dueOn} ${item.goal ?? ''}`}>
              <th scope="row" className={classes.phone}>
                {days.near(item.dueOn)}
              </th>
              <td style={{ textAlign: 'left', width: '100%' }}>
                {taskWords(item, t)} —{' '}
                <Link
                  className={classes.nameLink}
                  to="/children/$caseId"
                  params={{ caseId: item.caseId }}
                  search={{}}
                >
                  {shortNameOf(item, t)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
