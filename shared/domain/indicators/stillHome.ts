/**
 * Still home after 3, 6 and 12 months. House rule, shown with every figure: `of` are the returns
 * with R+m not after the as-of day; home: no re-entry up to R+m, and the child was seen or
 * confirmed at home in the 92 days before R+m, or at any later day without a re-entry between;
 * unknown: the rest without a re-entry. Deaths and moves away are listed apart. A second return
 * starts a row of its own.
 */
import { addDays, addMonths, type Day } from '../day.ts';
import type { SummaryReturn } from '../summary/shape.ts';
import type { StillHome } from './shape.ts';

const confirmedWithinDays = 92;

export function stillHome(returns: readonly SummaryReturn[], months: number, asOf: Day): StillHome {
  let home = 0;
  let of = 0;
  let unknown = 0;
  for (const one of returns) {
    const reached = addMonths(one.on, months);
    if (one.kind !== 'home' || reached > asOf) continue;
    if (one.endedOn !== null && one.endedOn <= reached) continue;
    of += 1;
    if (one.reenteredOn !== null && one.reenteredOn <= reached && one.reenteredOn <= asOf) continue;
    if (confirmedAround(one, reached, asOf)) home += 1;
    else unknown += 1;
  }
  return { home, of, unknown };
}

function confirmedAround(one: SummaryReturn, reached: Day, asOf: Day): boolean {
  const from = addDays(reached, -confirmedWithinDays);
  const known = one.reenteredOn !== null && one.reenteredOn <= asOf ? one.reenteredOn : null;
  return one.confirmedHomeOn.some((on) => on >= from && on <= asOf && (known === null || on < known));
}
