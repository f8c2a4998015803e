/** The closure report of a period: figures at one position of the institution's feed, put into its model. */
import type { z } from 'zod';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { reportInput } from '#shared/contract/overview.ts';
import { earlierDay } from '#shared/domain/day.ts';
import { closureOfPeriod } from '#shared/domain/report/closurePeriod.ts';
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { maySee } from '../institution/chapter.ts';
import { findInstitution } from '../institution/ensure.ts';
import { figuresOn, institutionAsOf } from '../institution/figures.ts';
import type { OpenProfile } from '../session/openProfile.ts';

export type ReportOrder = z.output<typeof reportInput>;

export function closureModel(open: OpenProfile, order: ReportOrder): Result<ReportModel> {
  const { from, to, suppressed } = order;
  if (from > to) return failed('invalid', { issues: [{ path: 'to', message: 'before_from' }] });
  const found = findInstitution(open, order.institution);
  if (found === null) return failed('institution_unknown');
  if (!maySee(open, found.institutionId)) return failed('forbidden');
  const asOf = earlierDay(order.asOf ?? open.today(), open.today());
  const { institutionId, name } = found;
  const known = institutionAsOf(open.database, institutionId, asOf);
  return done(
    closureOfPeriod({
      institution: { id: institutionId, name },
      from,
      to,
      asOf,
      suppressed,
      figuresOn: (day) => figuresOn(institutionId, known, day),
    }),
  );
}
