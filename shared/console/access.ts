/**
 * Which procedure of the console is open to whom, and why: one table for the server, which
 * enforces it, for the page, which shows only what is open, and for docs/permissions.md. A
 * procedure that is not here is open to nobody.
 *
 * In the console a person is an administrator only with that role on the whole server.
 */
import type { Role } from '../domain/roles.ts';

/** `everyone`: before signing in; `signed_in`: whoever has signed in, about themselves. */
export type OpenTo = 'everyone' | 'signed_in' | readonly Role[];

export interface ConsoleAccess {
  readonly to: OpenTo;
  readonly because: string;
}

const administrator: readonly Role[] = ['administrator'];
const readers: readonly Role[] = ['administrator', 'regional_officer', 'analyst'];

const manages = (because: string): ConsoleAccess => ({ to: administrator, because });
const own = (because: string): ConsoleAccess => ({ to: 'signed_in', because });

export const consoleAccess: Readonly<Record<string, ConsoleAccess>> = {
  'session.me': { to: 'everyone', because: 'the page asks whether somebody is signed in' },
  'session.signIn': { to: 'everyone', because: 'nobody is signed in yet' },
  'session.signOut': own('ends the own session'),
  'account.changePassword': own('the own password'),
  'account.sessions': own('the own sessions'),
  'account.endSession': own('the own sessions'),
  'account.endOtherSessions': own('the own sessions'),
  'account.totp.start': own('the own second step'),
  'account.totp.confirm': own('the own second step'),
  'account.totp.end': own('the own second step'),
  'institutions.list': manages('keeps institutions'),
  'institutions.add': manages('keeps institutions'),
  'people.list': manages('keeps people and roles'),
  'people.add': manages('keeps people and roles'),
  'people.addRole': manages('keeps people and roles'),
  'people.endRole': manages('keeps people and roles'),
  'people.end': manages('keeps people and roles'),
  'people.openConsole': manages('lets a person sign in here'),
  'people.closeConsole': manages('lets a person sign in here no longer'),
  'codes.list': manages('hands out enrolment codes'),
  'codes.make': manages('hands out enrolment codes'),
  'codes.withdraw': manages('hands out enrolment codes'),
  'devices.list': manages('answers for lost and returned devices'),
  'devices.revoke': manages('answers for lost and returned devices'),
  'grants.list': manages('gives and withdraws access by case code, without the case'),
  'grants.give': manages('gives and withdraws access by case code, without the case'),
  'grants.withdraw': manages('gives and withdraws access by case code, without the case'),
  'grants.transfer': manages('gives and withdraws access by case code, without the case'),
  'quarantine.list': manages('decides on withheld steps by kind, device and reason, without their text'),
  'quarantine.release': manages('decides on withheld steps by kind, device and reason, without their text'),
  'audit.page': manages('looks at who did what'),
  'figures.overview': { to: readers, because: 'aggregates of the institutions in reach, suppressed' },
  'figures.report': { to: readers, because: 'aggregates of the institutions in reach, suppressed' },
  'figures.file': { to: readers, because: 'aggregates of the institutions in reach, suppressed' },
};

/** Roles that open the console at all. */
export const consoleRoles: readonly Role[] = readers;

/** @param roles of the person who is signed in; null where nobody is */
export function isOpen(procedure: string, roles: readonly Role[] | null): boolean {
  const to = consoleAccess[procedure]?.to;
  if (to === undefined) return false;
  if (to === 'everyone') return true;
  if (roles === null) return false;
  return to === 'signed_in' || to.some((role) => roles.includes(role));
}

/** The table as docs/permissions.md prints it, in Markdown. */
export function consoleAccessTable(): string {
  const rows = Object.entries(consoleAccess).map(
    ([name, { to, because }]) => `| ${name} | ${typeof to === 'string' ? to : to.join(', ')} | ${because} |`,
  );
  return ['| procedure | open to | because |', '|---|---|---|', ...rows].join('\n');
}
