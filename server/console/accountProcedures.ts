/** Signing in and the own account, as the page calls it. */
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { changePassword, confirmSecondStep, endSecondStep, startSecondStep } from './account.ts';
import { callerOf, signedInAs } from './caller.ts';
import type { FrontDoor, InnerDoor } from './door.ts';
import type { ConsoleParts } from './parts.ts';
import { refused } from './refused.ts';
import { endSessions, sessionsOf } from './sessions.ts';
import { signIn } from './signIn.ts';

export function sessionProcedures(parts: ConsoleParts, front: FrontDoor, inner: InnerDoor) {
  const { server } = parts;
  return {
    me: front.session.me.handler(async ({ context: { session } }) => {
      const caller = session === null ? null : await callerOf(server, session);
      return {
        server: server.identity.name,
        today: dayOfInstant(server.now().getTime()),
        me: caller === null ? null : signedInAs(caller),
      };
    }),
    signIn: front.session.signIn.handler(async ({ input, context: { from, keepToken } }) => {
      const outcome = await signIn(parts, input, from);
      if ('refused' in outcome) throw refused(outcome.refused, outcome.until);
      keepToken(outcome.token);
      return signedInAs(outcome.caller);
    }),
    signOut: inner.session.signOut.handler(async ({ context: { caller, keepToken } }) => {
      const { personId, sessionId } = caller.session;
      await server.store.transaction((tx) =>
        endSessions(tx, personId, server.now(), (one) => one === sessionId),
      );
      keepToken(null);
      await server.audit.add({ action: 'console.sign_out', personId, outcome: 'done' });
      return {};
    }),
  };
}

export function accountProcedures(parts: ConsoleParts, inner: InnerDoor) {
  const { server } = parts;
  return {
    changePassword: inner.account.changePassword.handler(async ({ input, context: { caller, from } }) => {
      await changePassword(parts, caller, input, from);
      return {};
    }),
    sessions: inner.account.sessions.handler(async ({ context: { caller } }) => {
      const rows = await sessionsOf(server.store, caller.session.personId, server.now());
      return rows.map((row) => ({
        sessionId: row.session_id,
        current: row.session_id === caller.session.sessionId,
        madeAt: row.made_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
        browser: row.browser,
      }));
    }),
    endSession: inner.account.endSession.handler(async ({ input, context: { caller } }) => {
      const ended = await endOwn(caller.session.personId, (one) => one === input.sessionId);
      return { ended: ended > 0 };
    }),
    endOtherSessions: inner.account.endOtherSessions.handler(async ({ context: { caller } }) => {
      const { personId, sessionId } = caller.session;
      return { ended: await endOwn(personId, (one) => one !== sessionId) };
    }),
    totp: {
      start: inner.account.totp.start.handler(({ input, context: { caller, from } }) =>
        startSecondStep(parts, caller, input.password, from),
      ),
      confirm: inner.account.totp.confirm.handler(async ({ input, context: { caller } }) => ({
        recoveryCodes: await confirmSecondStep(parts, caller, input.code),
      })),
      end: inner.account.totp.end.handler(async ({ input, context: { caller, from } }) => {
        await endSecondStep(parts, caller, input.password, from);
        return {};
      }),
    },
  };

  async function endOwn(personId: string, which: (sessionId: string) => boolean): Promise<number> {
    const ended = await server.store.transaction((tx) => endSessions(tx, personId, server.now(), which));
    await server.audit.add({
      action: 'console.sessions.end',
      personId,
      outcome: 'done',
      details: { sessions: ended },
    });
    return ended;
  }
}
