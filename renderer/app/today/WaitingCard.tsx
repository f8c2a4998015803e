/** What waits for this person's decision: exceptions, closures, conflicts, reviews. Apart from the day's work. */

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TodayView } from '#shared/contract/views.ts';
import { isStage } from '#shared/domain/stages.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import { reasonWords } from '#shared/i18n/words/syncItem.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip, type Tone } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './today.module.css';

type WaitingItem = TodayView['waiting'][number];

const tones: Readonly<Record<WaitingItem['what'], Tone>> = {
  override: 'work',
  closure: 'well',
  conflict: 'danger',
  review: 'soon',
};

export function WaitingCard({ waiting }: { waiting: TodayView['waiting'] }) {
  const t = useText();
  const days = useDays();
  if (waiting.length === 0) return null;
  return (
    <Card title={t('today.waiting.title')} aside={<Chip tone="work">{waiting.length}</Chip>}>
      {waiting.map((item) => (
        <div className={classes.waiting} key={`${item.caseId} ${item.what} ${item.detail}`}>
          <div>
            <Chip tone={tones[item.what]}>{t(`today.waiting.${item.what}`)}</Chip>
          </div>
          <div>
            <span className={classes.who}>{item.name ?? ''}</span>
            {item.name === null ? '' : ' · '}
            {t(`today.waiting.${item.what}Text`, { detail: detailWords(item, t) })}
            {item.since === '' ? null : (
              <div className={`${classes.soft} ${classes.small}`}>
                {t('today.waiting.since', { day: days.near(item.since) })}
              </div>
            )}
          </div>
          <Button
            variant="default"
            size="xs"
            renderRoot={(props) => (
              <Link to="/children/$caseId" params={{ caseId: item.caseId }} search={{}} {...props} />
            )}
          >
            {t('today.waiting.decide')}
          </Button>
        </div>
      ))}
    </Card>
  );
}

/** The host names what it is about by an id: the stage asked for, the field in conflict, the reason of a review. */
function detailWords({ what, detail }: WaitingItem, t: Translator): string {
  if (what === 'override' && isStage(detail)) return t(`domain.stages.${detail}`);
  if (what === 'conflict') return conflictName(detail, { kin: [] }, t);
  return what === 'review' ? reasonWords(detail, t) : detail;
}
