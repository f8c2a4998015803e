/** The texts that were written in a story, by which it is told at its end what became of each. */
import type { ModelDevice } from './device.ts';
import type { ServerSide } from './serverSide.ts';

export class Marks {
  /** Written and acknowledged. */
  readonly written = new Set<string>();
  /** Those that no disk holds any more: written after a copy from which all that held them was restored. */
  readonly lost = new Set<string>();
  #made = 0;

  make(): string {
    this.#made += 1;
    return `m${this.#made}`;
  }

  /** Restoring throws away what only the restored disk held: then nobody can have it any more. */
  async noticeLost(devices: readonly ModelDevice[], server: ServerSide): Promise<void> {
    const held = new Set([...devices.flatMap((device) => device.ownTexts()), ...(await server.texts())]);
    for (const mark of this.written) if (!held.has(mark)) this.lost.add(mark);
  }
}
