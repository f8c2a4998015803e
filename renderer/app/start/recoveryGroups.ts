/** The groups of a printed recovery key, and which two are asked back to see that the sheet is there. */

/** "ABCD-EFGH …" → its groups, whatever stands between them. */
export function groupsOf(recoveryKey: string): string[] {
  return recoveryKey.split(/[\s-]+/).filter((group) => group !== '');
}

/**
 * Two different groups to ask back, in the order of the sheet.
 * @param random two numbers from 0 (included) to 1 (excluded)
 */
export function groupsToAsk(count: number, random: readonly [number, number]): [number, number] {
  const first = Math.floor(random[0] * count);
  const other = Math.floor(random[1] * (count - 1));
  const second = other >= first ? other + 1 : other;
  return first < second ? [first, second] : [second, first];
}

export function sameGroup(typed: string, group: string | undefined): boolean {
  return group !== undefined && typed.replaceAll(/[\s-]/g, '').toUpperCase() === group.toUpperCase();
}
