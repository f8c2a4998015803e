/** Row locks of the store in memory: held until a transaction ends; who would wait in a circle is told so. */

type Owner = object;

/** As PostgreSQL says it; the work is run again. */
export class Deadlock extends Error {
  readonly code = '40P01';
}

export class LockTable {
  readonly #owners = new Map<string, Owner>();
  readonly #waiting = new Map<Owner, string>();
  readonly #queues = new Map<string, (() => void)[]>();

  isFree(owner: Owner, name: string): boolean {
    const holder = this.#owners.get(name);
    return holder === undefined || holder === owner;
  }

  /** Resolves when the owner holds it. Throws Deadlock where it never would. */
  async hold(owner: Owner, name: string): Promise<void> {
    while (!this.isFree(owner, name)) {
      if (this.#leadsBack(owner, name)) throw new Deadlock(name);
      this.#waiting.set(owner, name);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#queues.set(name, [...(this.#queues.get(name) ?? []), resolve]);
      await promise;
      this.#waiting.delete(owner);
    }
    this.#owners.set(name, owner);
  }

  release(owner: Owner): void {
    for (const [name, holder] of [...this.#owners]) {
      if (holder !== owner) continue;
      this.#owners.delete(name);
      const queue = this.#queues.get(name) ?? [];
      this.#queues.delete(name);
      for (const go of queue) go();
    }
  }

  /** Whether the holder waits, over however many others, for this owner. */
  #leadsBack(owner: Owner, name: string): boolean {
    let wanted: string | undefined = name;
    while (wanted !== undefined) {
      const holder = this.#owners.get(wanted);
      if (holder === undefined) return false;
      if (holder === owner) return true;
      wanted = this.#waiting.get(holder);
    }
    return false;
  }
}
