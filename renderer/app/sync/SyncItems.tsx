/** One list of steps that need somebody: what they are, why, and what to do about them. */
import { Link } from '@tanstack/react-router';
import type { SyncItem } from '#shared/contract/views.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip, type Tone } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { conflictName } from '../case/conflictName.ts';
import { kindWords, reasonWords } from './itemWords.ts';
import classes from './sync.module.css';

export interface SyncItemsProps {
  readonly title: string;
  readonly what: string;
  readonly items: readonly SyncItem[];
  /** How many there are in all, where the list shows only the first. */
  readonly count?: number;
  readonly tone: Tone;
}

export function SyncItems({ title, what, items, count = items.length, tone }: SyncItemsProps) {
  const t = useText();
  const days = useDays();
  if (count === 0) return null;
  const withReasons = items.some((item) => item.reason !== '' && !isConflict(item));
  return (
    <Card title={title} aside={<Chip tone={tone}>{t('sync.pendingCount', { count })}</Chip>}>
      <p className={classes.soft}>{what}</p>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th>{t('sync.lists.day')}</th>
            <th>{t('sync.lists.what')}</th>
            <th>{t('sync.lists.child')}</th>
            {withReasons ? <th>{t('sync.lists.reason')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.stepId} ${item.reason}`}>
              <td style={{ whiteSpace: 'nowrap' }}>{days.near(item.occurredOn)}</td>
              <td>
                {isConflict(item) ? conflictName(item.reason, { kin: [] }, t) : kindWords(item.kind, t)}
              </td>
              <td>
                <ChildLink item={item} />
              </td>
              {withReasons ? <td>{reasonWords(item.reason, t)}</td> : null}
            </tr>
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

/** A conflict is named by the field it is about, not by the step that will settle it. */
function isConflict(item: SyncItem): boolean {
  return item.kind === 'conflict.settled' && item.reason !== '';
}

function ChildLink({ item }: { item: SyncItem }) {
  const t = useText();
  if (item.caseId === null) return t('sync.lists.directory');
  return (
    <Link className={classes.link} to="/children/$caseId" params={{ caseId: item.caseId }} search={{}}>
      {item.name ?? t('sync.lists.open', { code: item.caseCode ?? '' })}
    </Link>
  );
}
