/** How keys walk the list. Pure. */

/** Row that a key leads to, or null for other keys. */
export function walked(key: string, from: number, total: number, page: number): number | null {
  const end = Math.max(0, total - 1);
  const to: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + Math.max(1, page - 8),
    PageUp: from - Math.max(1, page - 8),
    Home: 0,
    End: end,
  };
  const next = to[key];
  return next === undefined ? null : Math.min(end, Math.max(0, next));
}
