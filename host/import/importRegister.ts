/**
 * Writes a register into the database, some families a transaction, and tells how far it is. Stopping it
 * keeps what is written: the same file imported again goes on where it stopped, because every child
 * already taken in is a duplicate then. Nothing is asked here: the decisions were made on the preview.
 */
import { setImmediate } from 'node:timers/promises';
import { v4, v7 } from 'uuid';
import { storageFailure } from '#db/open/failure.ts';
import { appendSteps } from '#db/steps/append.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { ImportDoubt, ImportEvent, ImportResult } from '#shared/contract/register.ts';
import type { Day } from '#shared/domain/day.ts';
import { mayWrite } from '#shared/domain/permissions.ts';
import { previewRegister } from '#shared/domain/register/preview.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { codeOf, freeCode } from '../cases/findCase.ts';
import { institutionFor } from '../institution/ensure.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Session } from '../session/session.ts';
import { failureOfStorage } from '../session/storage.ts';
import { setBaselineOnce } from './baseline.ts';
import { stepsOfUnit, type UnitContext } from './draftSteps.ts';
import { existingChildren } from './existingChildren.ts';
import { type Decisions, doubtsOf, type ImportPlan, type ImportUnit, planImport } from './plan.ts';

export interface ImportOrder {
  readonly registerId: string;
  readonly institution: string;
  readonly baselineDay?: Day | undefined;
  readonly decisions: Decisions;
}

/** Children in one transaction: few enough to stop soon, many enough that flushing the disk costs little. */
const childrenAtOnce = 100;

export async function* importRegister(
  session: Session,
  order: ImportOrder,
): AsyncGenerator<ImportEvent, void, void> {
  const begun = await session.whenSureOfToday((open) => begin(session, open, order));
  if (!begun.ok) {
    yield { finished: begun };
    return;
  }
  const { open, plan, preview, context } = begun.value;
  const written: Written = { caseIds: [], tooLarge: [] };
  const progress = (): ImportEvent => ({ progress: { done: written.caseIds.length, total: plan.total } });
  try {
    yield progress();
    for (const units of batches(plan.units)) {
      if (session.open !== open) {
        yield { finished: failed('cancelled', { created: written.caseIds.length }) };
        return;
      }
      writeBatch(open, units, context, written);
      yield progress();
      // lets other requests, and the order to stop, come between two batches
      await setImmediate();
    }
    session.registers.remove(order.registerId);
    yield { finished: done(resultOf(open, preview, plan, written)) };
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    yield { finished: failed(failureOfStorage[failure.code], { created: written.caseIds.length }) };
  } finally {
    session.log('import.ended', { rows: plan.total, created: written.caseIds.length });
    session.recorded();
  }
}

interface Begun {
  readonly open: OpenProfile;
  readonly plan: ImportPlan;
  readonly preview: RegisterPreview;
  readonly context: UnitContext;
}

/** Grows while the batches are written. */
interface Written {
  readonly caseIds: string[];
  readonly tooLarge: number[];
}

function begin(session: Session, open: OpenProfile, order: ImportOrder): Result<Begun> {
  if (!mayImport(open)) return failed('forbidden');
  const kept = session.registers.get(order.registerId);
  if (kept === null) return failed('import_expired');
  const today = open.today();
  // figures would be counted from a day that has not come
  if (order.baselineDay !== undefined && order.baselineDay > today) {
    return failed('day_in_future', { day: order.baselineDay });
  }
  const preview = previewRegister(kept.book, kept.options, existingChildren(open.database), today);
  if ('error' in preview) return failed(preview.error.code, { ...preview.error.details });
  const institution = institutionFor(open, order.institution);
  if (!institution.ok) return institution;
  const institutionId = institution.value;
  const roles = open.rolesAt(institutionId);
  if (!mayWrite(roles, 'case', 'identity')) return failed('forbidden');
  const registerDate = preview.registerDate;
  const known = registerDate !== null && registerDate <= today ? registerDate : today;
  const asked = order.baselineDay !== undefined || registerDate === null;
  setBaselineOnce(open, institutionId, order.baselineDay ?? known, asked ? 'asked' : 'register');
  const { personId, personName } = open.profile;
  const plan = planImport(preview, order.decisions, () => v7());
  const context: UnitContext = {
    institutionId,
    registerDate,
    occurredOn: known,
    caseworker: roles.includes('caseworker') ? { personId, name: personName } : null,
    makeId: () => v4(),
    makeCode: () => freeCode(open.database),
  };
  return done({ open, plan, preview, context });
}

/** Asked before an institution is made for the import. */
function mayImport(open: OpenProfile): boolean {
  return mayWrite(
    open.profile.roles.map((one) => one.role),
    'case',
    'identity',
  );
}

function writeBatch(
  open: OpenProfile,
  units: readonly ImportUnit[],
  context: UnitContext,
  written: Written,
): void {
  const steps = units.map((unit) => stepsOfUnit(unit, context));
  appendSteps(
    open.database,
    open.author,
    open.now(),
    steps.flatMap((one) => one.drafts),
  );
  written.caseIds.push(...steps.flatMap((one) => one.caseIds));
  written.tooLarge.push(...steps.flatMap((one) => one.tooLarge));
}

function* batches(units: readonly ImportUnit[]): Generator<ImportUnit[]> {
  let batch: ImportUnit[] = [];
  let children = 0;
  for (const unit of units) {
    batch.push(unit);
    children += unit.cases.length;
    if (children < childrenAtOnce) continue;
    yield batch;
    batch = [];
    children = 0;
  }
  if (batch.length > 0) yield batch;
}

function resultOf(
  open: OpenProfile,
  preview: RegisterPreview,
  plan: ImportPlan,
  written: Written,
): ImportResult {
  const { warnings, errors } = doubtsOf(preview);
  return {
    rows: preview.rows.length,
    created: written.caseIds.length,
    caseIds: written.caseIds,
    registerDate: preview.registerDate,
    duplicates: plan.duplicates.map(({ row, of, existing }) => ({
      row,
      of,
      caseCode: existing === null ? null : codeOf(open.database, existing),
    })),
    warnings,
    errors: [
      ...errors,
      ...written.tooLarge.map((row): ImportDoubt => ({ row, field: 'note', code: 'too_large' })),
    ],
  };
}
