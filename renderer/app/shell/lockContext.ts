/** Locking as every button and key does it: at once, or for practice data after asking. */
import { createContext, useContext } from 'react';

export const LockContext = createContext<() => void>(() => undefined);

export function useLock(): () => void {
  return useContext(LockContext);
}
