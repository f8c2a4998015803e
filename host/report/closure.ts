/** The closure report of a period: figures at one position of the institution's feed, put into its model. */
import type { z } from 'zod';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { reportInput } from '#shared/contract/overview.ts';
import { addDays, earlierDay, laterDay } from '#shared/domain/day.ts';
import { closureReport, monthEnds } from '#shared/domain/report/closure.ts';
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
  // a period that has not ended yet is told as far as it is known
  const until = earlierDay(to, asOf);
  const { institutionId, name } = found;
  const known = institutionAsOf(open.database, institutionId, asOf);
  return done(
    closureReport({
      institution: { id: institutionId, name },
      from,
      to,
      asOf,
      suppressed,
      atEnd: figuresOn(institutionId, known, until),
      before: figuresOn(institutionId, known, earlierDay(addDays(from, -1), asOf)),
      monthly: monthEnds(from, laterDay(from, until)).map((on) => ({
        on,
        residents: figuresOn(institutionId, known, on).residents,
      })),
    }),
  );
}
