/** The case's steps, newest first: what happened, what the child said, who wrote it, whether it is sent. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../ui/api.tsx';
import { Card } from '../../../ui/parts/Card.tsx';
import { FailureState } from '../../../ui/parts/FailureState.tsx';
import { Waiting } from '../../../ui/parts/Waiting.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useOnPaper } from '../../../ui/useOnPaper.ts';
import caseClasses from '../case.module.css';
import { Entry } from './Entry.tsx';
import { shows, type TimelineFilter, timelineFilters } from './groups.ts';
import { newestFirst } from './newestFirst.ts';
import classes from './timeline.module.css';

/** Steps shown before "more" is asked for. */
const portion = 60;

export function Timeline({ caseId }: { caseId: string }) {
  const t = useText();
  const [filter, choose] = useState<TimelineFilter>('all');
  const [extended, extend] = useState(portion);
  const limit = useOnPaper() ? Number.POSITIVE_INFINITY : extended;
  const { data, error, refetch } = useQuery(
    useApi().cases.timeline.queryOptions({ input: { case: caseId } }),
  );
  const entries = newestFirst(data ?? []).filter((entry) => shows(filter, entry.kind));
  return (
    <Card
      title={t('caseFile.timeline.title')}
      aside={
        <fieldset className={classes.filters} aria-label={t('caseFile.timeline.title')}>
          {timelineFilters.map((one) => (
            <button
              key={one}
              type="button"
              className={classes.filter}
              aria-pressed={one === filter}
              onClick={() => choose(one)}
            >
              {t(`caseFile.timeline.filters.${one}`)}
            </button>
          ))}
        </fieldset>
      }
    >
      {error === null ? null : <FailureState error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Waiting /> : null}
      {data !== undefined && entries.length === 0 ? (
        <p className={caseClasses.small}>{t('caseFile.timeline.empty')}</p>
      ) : null}
      <ol className={classes.entries} data-testid="timeline">
        {entries.slice(0, limit).map((entry) => (
          <Entry key={entry.id} entry={entry} all={data ?? []} />
        ))}
      </ol>
      {entries.length > limit ? (
        <button type="button" className={caseClasses.link} onClick={() => extend(extended + portion * 5)}>
          {t('common.more', { count: entries.length - limit })}
        </button>
      ) : null}
    </Card>
  );
}
