/** What must be put away when a person stops a command in the middle: a server of its own, a folder of practice data. */
import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As shells tell a command that was interrupted: 128 and the number of SIGINT. */
const interruptedStatus = 130;

/**
 * Puts away and ends the process when it is told to stop; a second signal ends it at once.
 * @returns stops listening
 */
export function onInterruption(putAway: () => Promise<void>): () => void {
  const stop = (): void => {
    leave();
    void putAway().finally(() => process.exit(interruptedStatus));
  };
  const leave = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.once(signal, stop);
  return leave;
}
