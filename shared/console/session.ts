/** Signing in and the own account: password, second step, sessions. */
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import { base, instant, loginName, secret } from './base.ts';

/** Password of the console: at least so many characters (house rule, after NIST SP 800-63B). */
export const shortestPassword = 12;

export const signedIn = z.object({
  person: z.object({ id: z.uuid(), login: z.string(), name: z.string() }),
  /** Roles that open something in the console. */
  roles: z.array(z.enum(roles)),
  /** Sent back with every call: another site's page does not know it. */
  key: z.string(),
  /** Signed in with a password that somebody else made: only the change of it is open. */
  mustChangePassword: z.boolean(),
  totp: z.boolean(),
});
export type SignedIn = z.output<typeof signedIn>;

export const ownSession = z.object({
  sessionId: z.uuid(),
  current: z.boolean(),
  madeAt: instant,
  seenAt: instant,
  endsAt: instant,
  /** What the browser calls itself. */
  browser: z.string(),
});
export type OwnSession = z.output<typeof ownSession>;

export const sessionContract = {
  /** Null when nobody is signed in. */
  me: base.output(z.object({ server: z.string(), today: z.iso.date(), me: signedIn.nullable() })),
  signIn: base
    .input(z.object({ login: loginName, password: secret, code: z.string().trim().max(40).optional() }))
    .output(signedIn),
  signOut: base.output(z.object({})),
};

export const accountContract = {
  /** Ends every other session of the person. */
  changePassword: base.input(z.object({ current: secret, next: secret })).output(z.object({})),
  sessions: base.output(z.array(ownSession)),
  endSession: base.input(z.object({ sessionId: z.uuid() })).output(z.object({ ended: z.boolean() })),
  endOtherSessions: base.output(z.object({ ended: z.int() })),
  totp: {
    /** A new secret, not in force until it is confirmed; the address is what the QR code shows. */
    start: base
      .input(z.object({ password: secret }))
      .output(z.object({ secret: z.string(), uri: z.string() })),
    /** Recovery codes are shown this once. */
    confirm: base
      .input(z.object({ code: z.string().trim().max(40) }))
      .output(z.object({ recoveryCodes: z.array(z.string()) })),
    end: base.input(z.object({ password: secret })).output(z.object({})),
  },
};
