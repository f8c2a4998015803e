/** The columns of the list: what each shows of a child, and by what it sorts. */

import { Link } from '@tanstack/react-router';
import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { ChildRow } from '#shared/contract/views.ts';
import { daysBetween } from '#shared/domain/day.ts';
import { isResident } from '#shared/domain/stages.ts';
import { useDays } from '../../ui/days.ts';
import { useMe } from '../../ui/me.ts';
import { Chip, type Tone } from '../../ui/parts/Chip.tsx';
import { SeenHome } from '../../ui/parts/SeenHome.tsx';
import { StageChip } from '../../ui/parts/StageChip.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './children.module.css';
import { dueWords } from './dueWords.ts';

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, ChildRow>();

export const columns = helper.columns([
  helper.display({ id: 'name', cell: ({ row }) => <NameCell child={row.original} /> }),
  helper.display({ id: 'birth', cell: ({ row }) => <AgeCell child={row.original} /> }),
  helper.display({ id: 'stage', cell: ({ row }) => <StageCell child={row.original} /> }),
  helper.display({ id: 'days_in_care', cell: ({ row }) => <CareCell child={row.original} /> }),
  helper.display({
    id: 'place',
    cell: ({ row }) => <div className={classes.clamp}>{row.original.place ?? '—'}</div>,
  }),
  helper.display({ id: 'caseworker', cell: ({ row }) => <CaseworkerCell child={row.original} /> }),
  helper.display({ id: 'next_due', cell: ({ row }) => <DueCell child={row.original} /> }),
]);

function NameCell({ child }: { child: ChildRow }) {
  const t = useText();
  const { standalone } = useMe();
  return (
    <>
      <div className={classes.nameLine}>
        <Link
          to="/children/$caseId"
          params={{ caseId: child.caseId }}
          search={{}}
          className={classes.name}
          tabIndex={-1}
          data-row-link
          title={child.name ?? undefined}
        >
          {child.name ?? child.caseCode}
        </Link>
      </div>
      <div className={classes.under}>
        {child.caseCode}
        {child.siblings > 1 ? (
          <Chip tone="home" title={t('children.siblingsHint', { count: child.siblings })}>
            {t('children.siblings', { count: child.siblings })}
          </Chip>
        ) : null}
        {child.unsent > 0 && !standalone ? (
          <span>{t('children.unsent', { count: child.unsent })}</span>
        ) : null}
        {child.flags.map((flag) => (
          <Chip key={flag} tone={flagTones[flag]}>
            {t(`domain.flags.${flag}`)}
          </Chip>
        ))}
      </div>
    </>
  );
}

const flagTones: Readonly<Record<ChildRow['flags'][number], Tone>> = {
  conflict: 'soon',
  review: 'soon',
  update_needed: 'soon',
  possible_duplicate: 'soon',
  concern: 'danger',
  set_aside: 'soon',
};

function AgeCell({ child }: { child: ChildRow }) {
  const days = useDays();
  return days.age(child) || '—';
}

function StageCell({ child }: { child: ChildRow }) {
  const days = useDays();
  const home = child.stage === 'returned' || child.stage === 'alternative_family';
  if (!home || child.returnedOn === null) return <StageChip stage={child.stage} />;
  return (
    <>
      <StageChip stage={child.stage} suffix={days.count(daysBetween(child.returnedOn, days.today))} />
      <div className={classes.seen}>
        <SeenHome of={[child]} />
      </div>
    </>
  );
}

function CareCell({ child }: { child: ChildRow }) {
  const days = useDays();
  return isResident(child.stage) && child.daysInCare !== null ? days.count(child.daysInCare) : '—';
}

function CaseworkerCell({ child }: { child: ChildRow }) {
  const t = useText();
  if (child.caseworker === null) return <span className={classes.soft}>{t('children.nobody')}</span>;
  return <div className={classes.clamp}>{child.caseworker}</div>;
}

function DueCell({ child }: { child: ChildRow }) {
  const days = useDays();
  const t = useText();
  if (child.next === null) return '—';
  const { when, what, tone } = dueWords(child.next, days, t);
  return (
    <>
      {tone === null ? <div>{when}</div> : <Chip tone={tone}>{when}</Chip>}
      <div className={classes.what}>{what}</div>
    </>
  );
}
