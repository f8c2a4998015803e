/** One place of the day's work: its families, and at each what is to be done, with the one next action. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { TaskItem } from '#shared/contract/views.ts';
import { daysBetween } from '#shared/domain/day.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { type Days, useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { Portrait } from '../../ui/parts/Portrait.tsx';
import { SeenHome } from '../../ui/parts/SeenHome.tsx';
import { phoneText } from '../../ui/phoneText.ts';
import { useText } from '../../ui/texts.tsx';
import { dueWords } from './dueWords.ts';
import type { Errand, FamilyWork, PlaceWork } from './groupByPlace.ts';
import { formFor } from './nextAction.ts';
import { nameOf, shortNameOf, taskWords } from './taskWords.ts';
import classes from './today.module.css';

export function PlaceCard({ work }: { work: PlaceWork }) {
  const t = useText();
  return (
    <Card
      title={t('today.placeHeading', {
        place: work.place ?? t('today.placeUnknown'),
        families: t('today.families', { count: work.families.length }),
        children: t('today.children', { count: work.children }),
      })}
    >
      <ul className={classes.families}>
        {work.families.map((family) => (
          <FamilyRow key={family.key} family={family} />
        ))}
      </ul>
    </Card>
  );
}

function FamilyRow({ family }: { family: FamilyWork }) {
  return (
    <li className={classes.family}>
      <Portrait name={family.children[0]?.name ?? null} />
      <div className={classes.familyBody}>
        <ul className={classes.errands}>
          {family.errands.map((errand, index) => (
            <ErrandRow key={errand.key} errand={errand} withKin={index === 0} />
          ))}
        </ul>
      </div>
    </li>
  );
}

/** Whom to ring is said once a family. */
function ErrandRow({ errand, withKin }: { errand: Errand; withKin: boolean }) {
  const t = useText();
  const days = useDays();
  const due = dueWords(errand, days, t);
  const [first] = errand.items;
  const action = t(`today.action.${errand.kind}`);
  return (
    <li className={classes.errand}>
      <div>
        <div className={classes.who}>
          <Names items={errand.items} days={days} t={t} />
        </div>
        <div className={`${classes.soft} ${classes.small}`}>
          {situation(first, days, t)}
          {first.returnedOn === null ? null : (
            <>
              {' · '}
              <SeenHome of={errand.items} />
            </>
          )}
          {first.kin === null || !withKin ? null : (
            <>
              {' · '}
              {first.kin.name}
              {first.kin.phone === null ? null : (
                <>
                  , <span className={classes.phone}>{phoneText(first.kin.phone)}</span>
                </>
              )}
            </>
          )}
        </div>
      </div>
      <div>
        <div>{taskWords(errand, t)}</div>
        <Chip tone={due.tone}>{due.words}</Chip>{' '}
        {errand.missedBefore > 0 ? (
          <span className={`${classes.soft} ${classes.small}`}>
            {t('today.due.missedBefore', { count: errand.missedBefore })}
          </span>
        ) : null}
      </div>
      <Button
        className={classes.act}
        variant="default"
        aria-label={t('today.action.for', { action, name: nameOf(first, t) })}
        renderRoot={(props) => (
          <Link
            to="/children/$caseId"
            params={{ caseId: first.caseId }}
            search={{ record: formFor(errand.kind) }}
            {...props}
          />
        )}
      >
        {action}
      </Button>
    </li>
  );
}

function Names({ items, days, t }: { items: Errand['items']; days: Days; t: Translator }) {
  return items.map((item, index) => (
    <Fragment key={item.caseId}>
      {index === 0 ? null : ' · '}
      <Link className={classes.nameLink} to="/children/$caseId" params={{ caseId: item.caseId }} search={{}}>
        {shortNameOf(item, t)}
      </Link>
      <span className={classes.age}>{ageAfterName(item, days)}</span>
    </Fragment>
  ));
}

function ageAfterName(item: TaskItem, days: Days): string {
  const age = days.age(item);
  return age === '' ? '' : `, ${age}`;
}

/** Where the child is now: home for so many days, or the stage on the way there. */
function situation(item: TaskItem, days: Days, t: Translator): string {
  if (item.returnedOn === null) return t(`domain.stages.${item.stage}`);
  const home = daysBetween(item.returnedOn, days.today);
  return home <= 0 ? t('today.homeToday') : t('today.homeDays', { count: home });
}
