/**
 * What is handed out in pieces gets one line in the audit, not one a piece. A device chooses where it begins:
 * whoever asks for all but the first piece, or goes on with what another process began, is told of too.
 */

/** Far more than are under way at once; of those beyond, a piece gives a line too many and never one too few. */
const mostRemembered = 10_000;

export class HandedOut {
  /** Of which a line of this process tells, oldest first. */
  readonly #told = new Set<string>();

  /** Whether a line is due for this piece: it is the first, or no line tells yet that this device gets it. */
  isDue(deviceId: string, what: string, from: number): boolean {
    const key = `${deviceId} ${what}`;
    const due = from === 0 || !this.#told.has(key);
    this.#told.delete(key);
    this.#told.add(key);
    for (const oldest of this.#told) {
      if (this.#told.size <= mostRemembered) break;
      this.#told.delete(oldest);
    }
    return due;
  }
}
