/**
 * Registers that were opened and wait for a decision: cells in memory, under a handle, until they are
 * imported, closed, or half an hour old. They hold names, so locking the profile clears them.
 */
import { v4 } from 'uuid';
import type { PreviewOptions, RegisterBook } from '#shared/domain/register/types.ts';

const minutesKept = 30;

export interface OpenedRegister {
  readonly book: RegisterBook;
  /** What the person corrected last. */
  readonly options: PreviewOptions;
}

export class RegisterShelf {
  readonly #clock: () => Date;
  readonly #kept = new Map<string, { readonly register: OpenedRegister; readonly until: number }>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  put(register: OpenedRegister, registerId: string = v4()): string {
    this.#dropOld();
    this.#kept.set(registerId, { register, until: this.#clock().getTime() + minutesKept * 60_000 });
    return registerId;
  }

  /** Null once it is closed, imported or too old. */
  get(registerId: string): OpenedRegister | null {
    this.#dropOld();
    return this.#kept.get(registerId)?.register ?? null;
  }

  remove(registerId: string): void {
    this.#kept.delete(registerId);
  }

  clear(): void {
    this.#kept.clear();
  }

  #dropOld(): void {
    const now = this.#clock().getTime();
    for (const [registerId, { until }] of this.#kept) if (until <= now) this.#kept.delete(registerId);
  }
}
