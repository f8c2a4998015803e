/**
 * Lines of the overview that were computed before: an institution's at a position and a day never
 * change, and hiding small numbers costs more than all the rest. Any process may forget them.
 */
import type { OverviewLine } from '#shared/console/figures.ts';

const mostKept = 2000;

export class OverviewCache {
  readonly #lines = new Map<string, OverviewLine>();

  async line(key: string, make: () => Promise<OverviewLine>): Promise<OverviewLine> {
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    const made = await make();
    if (this.#lines.size >= mostKept) this.#lines.clear();
    this.#lines.set(key, made);
    return made;
  }
}
