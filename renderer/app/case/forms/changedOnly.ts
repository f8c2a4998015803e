/** Fields whose value differs from before: an amendment names only what it corrects. Pure. */
export function changedOnly<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const changed: Partial<Fields> = {};
  for (const field of Object.keys(after) as (keyof Fields)[]) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) changed[field] = after[field];
  }
  return changed;
}
