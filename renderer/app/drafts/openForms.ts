/** The forms that are open, so that locking can wait until what was just typed in them is kept. */
import { createContext, useContext } from 'react';

export class OpenForms {
  readonly #flushes = new Set<() => Promise<void>>();

  /** @returns the function that takes it out again */
  add(flush: () => Promise<void>): () => void {
    this.#flushes.add(flush);
    return () => this.#flushes.delete(flush);
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#flushes].map((flush) => flush()));
  }
}

export const OpenFormsContext = createContext<OpenForms>(new OpenForms());

export function useOpenForms(): OpenForms {
  return useContext(OpenFormsContext);
}
