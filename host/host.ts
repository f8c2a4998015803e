/**
 * The app without a window: implements the contract over the encrypted database of one home folder.
 * It starts locked; the database addon is loaded on unlock only. The same host runs in the desktop
 * app, under the command line and in tests; it never imports electron and listens on nothing itself.
 */
import { createRouterClient } from '@orpc/server';
import type { Hardness } from '#db/vault/hardness.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { type AppRouter, createRouter } from './router.ts';
import { Session } from './session/session.ts';

/** A line of the log. Never a name, never a text of a case: ids, counts and codes. */
export type Log = (event: string, details?: Readonly<Record<string, string | number | boolean>>) => void;

export interface HostOptions {
  /** The profile's folder; made when a profile is. */
  readonly home: string;
  /** The device's clock. Everything that depends on the time asks it and nothing else. */
  readonly clock: () => Date;
  /**
   * The machine's own clock, where `clock` may say another day; by default `clock`. It alone slows down wrong
   * passphrases: nobody gets round the wait by setting a day.
   */
  readonly machineClock?: () => Date;
  /** Whether a clock that has jumped is asked about: where it is the machine's own. By default it is not. */
  readonly asksClock?: boolean;
  /** Where the practice register lies; in a clone it is found beside this room's source. */
  readonly practiceRegister?: string;
  /** How the server is reached; by default the runtime's own. */
  readonly fetch?: typeof globalThis.fetch;
  readonly log?: Log;
  /** Whether an enrolled profile syncs without being asked; by default it waits to be asked. */
  readonly syncsByItself?: boolean;
  /** Whether a profile that nobody works on is locked, as in the app; by default it is not. */
  readonly locksWhenIdle?: boolean;
  /** How hard a passphrase that is set is made to try; by default as hard as this machine bears. */
  readonly hardness?: Hardness;
  /** The operating system's store, where the shell has one. */
  readonly computerStore?: ComputerStore;
}

export interface Host {
  readonly router: AppRouter;
  /** The contract, called in process: for the command line and tests. */
  client(): AppClient;
  /** Closes the database and clears the key. */
  lock(): Promise<void>;
  /** Locks and ends for good; practice data is removed. */
  close(): Promise<void>;
}

export function createHost(options: HostOptions): Host {
  const session = new Session(options);
  const router = createRouter(session);
  return {
    router,
    client: () => createRouterClient(router, { context: {} }),
    lock: () => session.lock(),
    close: () => session.close(),
  };
}
