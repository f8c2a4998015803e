/**
 * A route sheet's stops: where each family of a trip lives and whom to ring, from the case files that this
 * device holds. Pure. It carries names and addresses: shown only after a person has confirmed it.
 */
import type { TaskItem } from '#shared/contract/views.ts';
import { currentReturn } from '#shared/domain/case/current.ts';
import type { CaseState, Kin } from '#shared/domain/case/state.ts';

export interface Whereabouts {
  readonly kinName: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

/** After the return: where the child was handed over to. Before: the relative to ring, else the family's address. */
export function whereabouts(item: Pick<TaskItem, 'kin'>, state: CaseState | null): Whereabouts {
  const fallback = { kinName: item.kin?.name ?? null, phone: item.kin?.phone ?? null };
  if (state === null) return { ...fallback, address: null };
  const kin = kinOf(item, state);
  return {
    kinName: kin?.name ?? fallback.kinName,
    phone: kin?.phone ?? fallback.phone,
    address: kin?.address ?? state.child?.familyAddress ?? null,
  };
}

function kinOf(item: Pick<TaskItem, 'kin'>, state: CaseState): Kin | undefined {
  const returnedTo = currentReturn(state)?.terms.personId;
  return (
    state.kin.find(({ personId }) => personId === returnedTo) ??
    state.kin.find(({ name }) => name === item.kin?.name)
  );
}
