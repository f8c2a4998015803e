/** What the last step proposes: the institution and the baseline day. Pure. */
import type { Me } from '#shared/contract/views.ts';
import type { Day } from '#shared/domain/day.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';

/** The person's own institution where there is one, since titles of lists name it in many ways; else the list's. */
export function proposedInstitution(me: Pick<Me, 'roles'>, preview: RegisterPreview): string {
  return me.roles[0]?.institutionName ?? preview.institutionName ?? '';
}

/** The list's own day; a day that has not come yet is a slip of the pen and is not proposed. */
export function proposedBaseline(preview: RegisterPreview, today: Day): Day | null {
  const { registerDate } = preview;
  return registerDate !== null && registerDate <= today ? registerDate : null;
}

/** As the contract asks: 2 to 200 letters. */
export function institutionFits(name: string): boolean {
  const { length } = name.trim();
  return length >= 2 && length <= 200;
}
