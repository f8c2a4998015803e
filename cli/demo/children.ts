/** The imported children as the story needs them: families together, a day of return for each. */
import type { AppClient } from '#shared/contract/index.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { valueIn } from '../run/failure.ts';
import { returnDayOf, riskOf } from './calendar.ts';
import type { ChildInDemo } from './wayHome.ts';

export async function childrenOf(client: AppClient, caseIds: readonly string[]): Promise<ChildInDemo[]> {
  const states: CaseState[] = [];
  for (const caseId of caseIds) states.push(valueIn(await client.cases.get({ case: caseId })).state);
  const families = new Map<string, number>();
  return states.map((state, number) => {
    const key = state.siblings?.groupId ?? state.caseId;
    const family = families.get(key) ?? families.size;
    families.set(key, family);
    return {
      caseId: state.caseId,
      number,
      returnOn: returnDayOf(family),
      risk: riskOf(family),
      state,
      caregiver: caregiverOf(state),
    };
  });
}

/** The mother where the register names her, else the first relative. */
function caregiverOf(state: CaseState): ChildInDemo['caregiver'] {
  const kin = state.kin.find((one) => one.relation === 'mother') ?? state.kin[0];
  if (kin === undefined) throw new Error(`case ${state.caseCode} of the practice register names no relative`);
  return {
    personId: kin.personId,
    name: kin.name,
    isParent: kin.relation === 'mother' || kin.relation === 'father',
  };
}
