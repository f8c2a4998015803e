/** Which pages of the list hold what is on the screen. Pure. */

export const pageSize = 100;

/** Offsets of the pages that hold rows `first` to `last`. */
export function pagesFor(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * pageSize);
}
