/**
 * The route sheet: the day's work by place with names, addresses and phone numbers, to be printed and taken
 * along. Shown only after the warning; it reads the case files one by one and keeps nothing.
 */
import { Alert, Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import type { TaskItem, TodayView } from '#shared/contract/views.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { useApi } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { phoneText } from '../../ui/phoneText.ts';
import { useShell } from '../../ui/shellContext.tsx';
import { useText } from '../../ui/texts.tsx';
import { dueWords } from './dueWords.ts';
import { type FamilyWork, groupByPlace, type PlaceWork } from './groupByPlace.ts';
import { type Whereabouts, whereabouts } from './routeStops.ts';
import { nameOf, taskWords } from './taskWords.ts';
import classes from './today.module.css';

export function RouteSheet({ view, back }: { view: TodayView; back: () => void }) {
  const t = useText();
  const days = useDays();
  const shell = useShell();
  const files = useCaseFiles(view.items);
  return (
    <>
      <PageHeader
        title={t('today.route.title')}
        sub={t('today.route.onDay', { day: days.long(view.today) })}
        actions={
          <>
            <Button variant="default" leftSection={<IconArrowLeft size={17} aria-hidden />} onClick={back}>
              {t('today.route.back')}
            </Button>
            <Button
              leftSection={<IconPrinter size={17} aria-hidden />}
              loading={files.reading}
              onClick={() => shell.print()}
            >
              {t('today.route.print')}
            </Button>
          </>
        }
      />
      <p className={classes.confidential}>{t('today.route.confidential')}</p>
      {files.reading ? <p role="status">{t('today.route.preparing')}</p> : null}
      {files.failed ? (
        <Alert color="danger" role="alert" mb="sm">
          {t('today.route.incomplete')}{' '}
          <Button size="compact-sm" variant="default" onClick={files.again}>
            {t('today.route.retry')}
          </Button>
        </Alert>
      ) : null}
      <div className={classes.column}>
        {groupByPlace(view.items).map((work) => (
          <RoutePlace key={work.place ?? ''} work={work} stateOf={files.stateOf} />
        ))}
      </div>
    </>
  );
}

function RoutePlace({ work, stateOf }: { work: PlaceWork; stateOf: (caseId: string) => CaseState | null }) {
  const t = useText();
  return (
    <Card title={work.place ?? t('today.placeUnknown')} className={classes.stop}>
      <table className={classes.sheet}>
        <thead>
          <tr>
            <th style={{ width: '27%' }}>{t('today.route.who')}</th>
            <th style={{ width: '33%' }}>{t('today.route.where')}</th>
            <th>{t('today.route.what')}</th>
            <th style={{ width: 80 }}>{t('today.route.done')}</th>
          </tr>
        </thead>
        <tbody>
          {work.families.map((family) => {
            const first = family.children[0];
            return first === undefined ? null : (
              <RouteFamily
                key={family.key}
                family={family}
                where={whereabouts(first, stateOf(first.caseId))}
              />
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

function RouteFamily({ family, where }: { family: FamilyWork; where: Whereabouts }) {
  const t = useText();
  const days = useDays();
  return (
    <tr>
      <td>
        {family.children.map((child) => (
          <div key={child.caseId}>
            <b>{nameOf(child, t)}</b>, {days.age(child)}
          </div>
        ))}
      </td>
      <td>
        <div>{where.address ?? <span className={classes.soft}>{t('today.route.noAddress')}</span>}</div>
        <div>
          {where.kinName === null ? '' : `${where.kinName}, `}
          {where.phone === null ? (
            <span className={classes.soft}>{t('today.route.noPhone')}</span>
          ) : (
            <span className={classes.phone}>{phoneText(where.phone)}</span>
          )}
        </div>
      </td>
      <td>
        {family.errands.map((errand) => (
          <div key={errand.key}>
            {taskWords(errand, t)} — {dueWords(errand, days, t).words}
          </div>
        ))}
      </td>
      <td>
        <span className={classes.tick} aria-hidden="true" />
      </td>
    </tr>
  );
}

interface CaseFiles {
  readonly reading: boolean;
  readonly failed: boolean;
  readonly again: () => void;
  readonly stateOf: (caseId: string) => CaseState | null;
}

function useCaseFiles(items: readonly TaskItem[]): CaseFiles {
  const api = useApi();
  const caseIds = [...new Set(items.map(({ caseId }) => caseId))];
  const files = useQueries({
    queries: caseIds.map((id) => api.cases.get.queryOptions({ input: { case: id } })),
  });
  return {
    reading: files.some(({ isPending }) => isPending),
    failed: files.some(({ isError }) => isError),
    again: () => {
      for (const file of files) if (file.isError) void file.refetch();
    },
    stateOf: (caseId) => files[caseIds.indexOf(caseId)]?.data?.state ?? null,
  };
}
