/**
 * What every call of the console passes: is it open to whoever is signed in (shared/console/access.ts),
 * did the page itself send it, and is nothing else to be done first. Refusals go to the audit.
 */
import { implement, ORPCError } from '@orpc/server';
import { isOpen } from '#shared/console/access.ts';
import { consoleContract } from '#shared/console/contract.ts';
import { AdminRefused } from '../admin/fault.ts';
import { databaseIsAway } from '../postgres/away.ts';
import { StillBusy } from '../store/store.ts';
import { callerOf } from './caller.ts';
import type { ConsoleParts, Origin } from './parts.ts';
import { PasswordsBusy } from './passwords.ts';
import { refused } from './refused.ts';
import type { Session } from './sessions.ts';

/** What a request brings. */
export interface CallContext {
  readonly session: Session | null;
  /** The page's own key, as the header brought it. */
  readonly key: string | undefined;
  readonly from: Origin;
  /** Gives the browser a token to keep, or takes it back. */
  readonly keepToken: (token: string | null) => void;
}

/** All that somebody with a password made by another may do. */
const openBeforeOwnPassword: readonly string[] = ['account.changePassword', 'session.signOut'];

export type FrontDoor = ReturnType<typeof makeFrontDoor>;
export type InnerDoor = ReturnType<typeof makeInnerDoor>;

/** Open before signing in. */
export function makeFrontDoor() {
  return implement(consoleContract)
    .$context<CallContext>()
    .use(async ({ path, next }) => {
      const procedure = path.join('.');
      if (!isOpen(procedure, null)) throw new ORPCError('FORBIDDEN', { status: 403 });
      return told(async () => next());
    });
}

/** For whoever is signed in, as far as their roles go. */
export function makeInnerDoor({ server }: ConsoleParts) {
  return implement(consoleContract)
    .$context<CallContext>()
    .use(async ({ context, path, next }) => {
      const { session, key } = context;
      const caller = session === null ? null : await callerOf(server, session);
      if (caller === null) throw new ORPCError('SIGN_IN_NEEDED', { status: 401 });
      const procedure = path.join('.');
      if (key !== caller.session.key || !isOpen(procedure, caller.roles)) {
        const outcome = key === caller.session.key ? 'forbidden' : 'key_missing';
        await server.audit.add({
          action: `console.${procedure}`,
          personId: caller.session.personId,
          outcome,
        });
        throw new ORPCError('FORBIDDEN', { status: 403 });
      }
      if (caller.account.password_until !== null && !openBeforeOwnPassword.includes(procedure)) {
        throw refused('password_change_needed');
      }
      return told(async () => next({ context: { caller } }));
    });
}

/** Refusals of the server's own operations, in the contract's words. */
async function told<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AdminRefused) throw refused(error.code);
    if (error instanceof PasswordsBusy) throw refused('busy_signing_in');
    if (error instanceof StillBusy || databaseIsAway(error)) throw new ORPCError('BUSY', { status: 503 });
    throw error;
  }
}
