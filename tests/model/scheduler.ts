/**
 * Who goes on next. Work that runs at the same time stops before every statement to the database;
 * chance picks one, lets it do its statement, and waits until nothing moves any more.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Seeded } from '../factories/seeded.ts';

export interface Turns {
  /** Before a statement. Alone, nobody waits. */
  turn(): Promise<void>;
  /** Runs all of it at the same time; no work may fail. */
  together(work: readonly (() => Promise<void>)[]): Promise<void>;
}

/** On a real database: it decides itself whose statement is next. */
export const asItComes: Turns = {
  turn: () => Promise.resolve(),
  together: async (work) => {
    await Promise.all(work.map((one) => one()));
  },
};

/** Statement by statement, as chance will have it. */
export class Scheduler implements Turns {
  readonly #chance: Seeded;
  readonly #waiting: (() => void)[] = [];
  #several = false;

  constructor(chance: Seeded) {
    this.#chance = chance;
  }

  async turn(): Promise<void> {
    if (!this.#several) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  }

  async together(work: readonly (() => Promise<void>)[]): Promise<void> {
    this.#several = work.length > 1;
    let left = work.length;
    const running = work.map((one) =>
      one().finally(() => {
        left -= 1;
      }),
    );
    // its failure is met below
    for (const one of running) one.catch(() => undefined);
    for (let still = 0; left > 0 && this.#several; ) {
      await turn();
      await turn();
      const next = this.#waiting.splice(this.#chance.between(0, Math.max(0, this.#waiting.length - 1)), 1)[0];
      still = next === undefined ? still + 1 : 0;
      if (still > 1000) throw new Error('somebody waits for what the model does not know');
      next?.();
    }
    this.#several = false;
    for (const go of this.#waiting.splice(0)) go();
    await Promise.all(running);
  }
}
