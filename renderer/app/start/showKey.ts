/** Shows a recovery key that was just made in place of the pages, this once. */
import { createContext, useContext } from 'react';

export const ShowKeyContext = createContext<(recoveryKey: string, name: string) => void>(() => undefined);

export function useShowKey(): (recoveryKey: string, name: string) => void {
  return useContext(ShowKeyContext);
}
