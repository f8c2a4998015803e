/** One list of steps that need somebody: what they are, what the server said, and what to do about each. */
import { Link } from '@tanstack/react-router';
import type { SyncItem } from '#shared/contract/views.ts';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import { adviceWords, kindWords, reasonWords, type SyncList } from '#shared/i18n/words/syncItem.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip, type Tone } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './sync.module.css';

export interface SyncItemsProps {
  readonly list: SyncList;
  readonly items: readonly SyncItem[];
  /** How many there are in all, where the list shows only the first. */
  readonly count?: number;
  readonly tone: Tone;
  /** Shows one step with all that was written in it. */
  readonly show: (item: SyncItem) => void;
  /** The person has read the notice; only for what left this device. */
  readonly read?: (item: SyncItem) => void;
}

export function SyncItems({ list, items, count = items.length, tone, show, read }: SyncItemsProps) {
  const t = useText();
  if (count === 0) return null;
  const judged = list !== 'pending' && list !== 'conflicts';
  return (
    <Card
      title={t(`sync.lists.${list}`)}
      aside={<Chip tone={tone}>{t('sync.pendingCount', { count })}</Chip>}
    >
      <p className={classes.soft}>{t(`sync.lists.${list}What`)}</p>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th>{t('sync.lists.day')}</th>
            <th>{t('sync.lists.what')}</th>
            <th>{t('sync.lists.child')}</th>
            {judged ? <th>{t('sync.item.answer')}</th> : null}
            <th>
              <span className="only-spoken">{t('sync.item.open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={`${item.stepId} ${item.reason}`}
              list={list}
              item={item}
              judged={judged}
              show={show}
              read={read}
            />
          ))}
        </tbody>
      </table>
      {count > items.length ? (
        <p className={`${classes.soft} ${classes.small}`}>
          {t('sync.lists.more', { count: count - items.length })}
        </p>
      ) : null}
    </Card>
  );
}

interface RowProps extends Pick<SyncItemsProps, 'list' | 'show'> {
  readonly item: SyncItem;
  readonly judged: boolean;
  readonly read: SyncItemsProps['read'];
}

function Row({ list, item, judged, show, read }: RowProps) {
  const t = useText();
  const days = useDays();
  // a conflict is named by the field it is about, not by the step that will settle it
  const what = list === 'conflicts' ? conflictName(item.reason, { kin: [] }, t) : kindWords(item.kind, t);
  // what the list says of all its steps is not said again for each
  const advice = adviceWords(list, item.reason, t);
  return (
    <tr>
      <td style={{ whiteSpace: 'nowrap' }}>{days.near(item.occurredOn)}</td>
      <td>
        {what}
        {item.author === null ? null : (
          <div className={`${classes.soft} ${classes.small}`}>{item.author}</div>
        )}
      </td>
      <td>
        <ChildLink item={item} />
      </td>
      {judged ? (
        <td>
          {item.reason === '' ? null : reasonWords(item.reason, t)}
          {advice === t(`sync.lists.${list}What`) ? null : (
            <div className={`${classes.soft} ${classes.small}`}>{advice}</div>
          )}
        </td>
      ) : null}
      <td className={classes.act}>
        {read === undefined ? (
          <button
            type="button"
            className={classes.button}
            aria-label={`${t('sync.item.open')}: ${what}, ${days.near(item.occurredOn)}`}
            onClick={() => show(item)}
          >
            {t('sync.item.open')}
          </button>
        ) : (
          <button type="button" className={classes.button} onClick={() => read(item)}>
            {t('sync.lists.read')}
          </button>
        )}
      </td>
    </tr>
  );
}

function ChildLink({ item }: { item: SyncItem }) {
  const t = useText();
  if (item.caseId === null) {
    const code = item.caseCode ?? t('sync.lists.directory');
    return <span style={{ whiteSpace: 'nowrap' }}>{code}</span>;
  }
  return (
    <>
      <Link className={classes.link} to="/children/$caseId" params={{ caseId: item.caseId }} search={{}}>
        {item.name ?? t('sync.lists.open', { code: item.caseCode ?? '' })}
      </Link>
      {item.name === null || item.caseCode === null ? null : (
        <div className={`${classes.soft} ${classes.small}`}>{item.caseCode}</div>
      )}
    </>
  );
}
