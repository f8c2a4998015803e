/**
 * Keeps what is typed in one form: a moment after the last key, one after the other, and at once when the
 * window is about to lock. It ends when the form is saved or thrown away.
 */

export interface DraftStore {
  keep(content: string): Promise<unknown>;
  drop(): Promise<unknown>;
}

const afterLastKeyMs = 400;

export class DraftKeeper {
  readonly #store: DraftStore;
  #kept: string | null;
  #wanted: string | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();
  #ended = false;

  /** @param kept what the store holds of this form already */
  constructor(store: DraftStore, kept: string | null) {
    this.#store = store;
    this.#kept = kept;
    this.#wanted = kept;
  }

  /** What the form holds now; null where nothing in it is worth keeping. */
  change(content: string | null): void {
    if (this.#ended || content === this.#wanted) return;
    this.#wanted = content;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), afterLastKeyMs);
  }

  /** Done when everything typed so far is in the store, or the store could not take it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#work = this.#work.then(() => this.#bring());
    return this.#work;
  }

  /** Saved or thrown away: nothing of it is kept any more. */
  end(): Promise<void> {
    this.#wanted = null;
    this.#ended = true;
    return this.flush();
  }

  async #bring(): Promise<void> {
    const wanted = this.#wanted;
    if (wanted === this.#kept) return;
    try {
      await (wanted === null ? this.#store.drop() : this.#store.keep(wanted));
      this.#kept = wanted;
    } catch {
      // the host is starting anew or was just locked: the next change tries again
    }
  }
}
