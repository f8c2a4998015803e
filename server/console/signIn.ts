/**
 * Signing in. A login that is not there, one without access to the console, a password that has
 * expired and a wrong one are answered alike, after the same work: nobody learns from outside who
 * works here. What else is in the way is said only to whoever knows the password.
 */
import { randomUUID } from 'node:crypto';
import type { ConsoleFault } from '#shared/console/faults.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Tables } from '../store/tables.ts';
import { type Caller, rolesOf } from './caller.ts';
import type { ConsoleParts, Origin } from './parts.ts';
import { nobodysHash, PasswordsBusy } from './passwords.ts';
import { takeCode } from './secondStep.ts';
import { openSession } from './sessions.ts';
import { clearTries, countTry, forgetTry, tryOf } from './throttle.ts';

export interface Given {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/** What signing in needs of the console. */
type SigningIn = Pick<ConsoleParts, 'server' | 'passwords'>;

type Refusal = { readonly refused: ConsoleFault; readonly until?: Date; readonly personId?: string };
export type SignInOutcome = { readonly token: string; readonly caller: Caller } | Refusal;

export async function signIn(parts: SigningIn, given: Given, from: Origin): Promise<SignInOutcome> {
  const outcome = await attempt(parts, given, from);
  const personId = 'refused' in outcome ? (outcome.personId ?? null) : outcome.caller.session.personId;
  const { audit } = parts.server;
  const entry = {
    action: 'console.sign_in',
    personId,
    outcome: 'refused' in outcome ? outcome.refused : 'done',
  };
  // whoever did not know the password is nobody in particular
  await (personId === null ? audit.addRefused(from.address, entry) : audit.add(entry));
  return outcome;
}

async function attempt(parts: SigningIn, given: Given, from: Origin): Promise<SignInOutcome> {
  const { server } = parts;
  const { store } = server;
  const now = server.now();
  const counted = tryOf(given.login, from.address);
  await clearTries(store, now);
  const until = await countTry(store, counted, now);
  if (until !== null) return { refused: 'throttled', until };

  const known = await accountOf(parts, given.login);
  const matches = await passwordMatches(parts, given.password, known?.account.password_hash ?? nobodysHash);
  if (matches === 'busy') return { refused: 'busy_signing_in' };
  if (known === null || !matches || hasExpired(known.account, now)) return { refused: 'sign_in_wrong' };

  const { account, person } = known;
  const personId = account.person_id;
  const { roles, reach } = await rolesOf(server, personId);
  if (roles.length === 0) {
    await forgetTry(store, counted);
    return { refused: 'no_console_role', personId };
  }
  if (account.totp_confirmed_at !== null) {
    const { code } = given;
    if (code === undefined || code === '') return { refused: 'code_needed', personId };
    const taken = await store.transaction(async (tx) => {
      const [held] = await tx.select('account', {
        columns: columnsOf('account'),
        where: { person_id: personId },
        lock: 'wait',
      });
      return held !== undefined && takeCode(tx, held, code, now);
    });
    if (!taken) return { refused: 'code_wrong', personId };
  }
  await forgetTry(store, counted);
  const { token, session } = await store.transaction((tx) => openSession(tx, personId, from.browser, now));
  return { token, caller: { session, ...person, account, roles, reach } };
}

async function accountOf(
  { server: { store } }: SigningIn,
  login: string,
): Promise<{ account: Tables['account']; person: { login: string; name: string } } | null> {
  const [person] = await store.select('person', {
    columns: ['person_id', 'login', 'name'],
    where: { login: login.trim().toLowerCase() },
  });
  // asked for even where nobody is known by this login: the same questions for everyone
  const [account] = await store.select('account', {
    columns: columnsOf('account'),
    where: { person_id: person?.person_id ?? randomUUID() },
  });
  if (person === undefined || account === undefined) return null;
  return { account, person: { login: person.login, name: person.name } };
}

export async function passwordMatches(
  { passwords }: SigningIn,
  password: string,
  hash: string,
): Promise<boolean | 'busy'> {
  try {
    return await passwords.matches(password, hash);
  } catch (error) {
    if (error instanceof PasswordsBusy) return 'busy';
    throw error;
  }
}

function hasExpired({ password_until }: Tables['account'], now: Date): boolean {
  return password_until !== null && password_until <= now;
}
