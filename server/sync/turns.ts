/**
 * One after the other for each device: what it sends ahead waits here, without a connection to the database,
 * until the one before it is written (docs/sync-protocol.md §5).
 */
import { StillBusy } from '../store/store.ts';

/** A device of ours sends one ahead, and some may come twice or late. Each may be as large as a request is. */
const mostInLine = 8;

export class Turns {
  readonly #lines = new Map<string, { length: number; last: Promise<unknown> }>();

  /** Throws StillBusy where too many wait already. */
  async take<Value>(deviceId: string, work: () => Promise<Value>): Promise<Value> {
    const line = this.#lines.get(deviceId) ?? { length: 0, last: Promise.resolve() };
    if (line.length >= mostInLine) throw new StillBusy();
    this.#lines.set(deviceId, line);
    line.length += 1;
    const result = line.last.then(work);
    // the next one comes whatever became of this one
    line.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(deviceId);
    }
  }
}
