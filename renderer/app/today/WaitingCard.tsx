/** What waits for this person's decision: exceptions, closures, conflicts, reviews. Apart from the day's work. */

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TodayView } from '#shared/contract/views.ts';
import { checkIds } from '#shared/domain/gates/checks.ts';
import type { Translator } from '#shared/i18n/index.ts';
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
            <div className={`${classes.soft} ${classes.small}`}>
              {t('today.waiting.since', { day: days.near(item.since) })}
            </div>
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

/** The host names a check or a field by its id; whatever else it says is shown as it is. */
function detailWords(item: WaitingItem, t: Translator): string {
  const check = checkIds.find((id) => id === item.detail);
  return check === undefined ? item.detail : t(`domain.checks.${check}`);
}
