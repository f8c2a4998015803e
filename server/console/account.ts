/**
 * The own account: password and second step. Every change asks for the password again, counted as
 * a try, so that an unattended window does not give the account away.
 */
import { randomBytes } from 'node:crypto';
import { shortestPassword } from '#shared/console/session.ts';
import { AdminRefused } from '../admin/fault.ts';
import { personOf } from '../admin/people.ts';
import type { ServerContext } from '../context.ts';
import type { Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { Caller } from './caller.ts';
import type { ConsoleParts, Origin } from './parts.ts';
import { Passwords } from './passwords.ts';
import { refused } from './refused.ts';
import { dropRecoveryCodes, enrolmentOf, makeRecoveryCodes, newSecret, stepOf } from './secondStep.ts';
import { endSessions } from './sessions.ts';
import { passwordMatches } from './signIn.ts';
import { countTry, forgetAccount, forgetTry, tryOf } from './throttle.ts';

/** Throws `throttled` or `password_wrong`. */
export async function checkOwnPassword(
  parts: ConsoleParts,
  caller: Caller,
  password: string,
  from: Origin,
): Promise<void> {
  const { server } = parts;
  const counted = tryOf(caller.login, from.address);
  const until = await countTry(server.store, counted, server.now());
  if (until !== null) throw refused('throttled', until);
  const matches = await passwordMatches(parts, password, caller.account.password_hash);
  if (matches === 'busy') throw refused('busy_signing_in');
  if (!matches) throw refused('password_wrong');
  await forgetTry(server.store, counted);
}

/** Long enough, and not the login. No other rules: they only make people write passwords down. */
function isStrong(password: string, login: string): boolean {
  const plain = password.normalize('NFKC').trim();
  return [...plain].length >= shortestPassword && plain.toLowerCase() !== login && new Set(plain).size > 4;
}

/** Every other session of the person ends. Throws `password_weak` or what `checkOwnPassword` throws. */
export async function changePassword(
  parts: ConsoleParts,
  caller: Caller,
  given: { readonly current: string; readonly next: string },
  from: Origin,
): Promise<void> {
  const { server, passwords } = parts;
  await checkOwnPassword(parts, caller, given.current, from);
  if (!isStrong(given.next, caller.login) || given.next === given.current) throw refused('password_weak');
  const password_hash = await passwords.hash(given.next);
  const { personId, sessionId } = caller.session;
  const now = server.now();
  await server.store.transaction(async (tx) => {
    await tx.update('account', [
      { person_id: personId, password_hash, password_set_at: now, password_until: null },
    ]);
    await endSessions(tx, personId, now, (one) => one !== sessionId);
  });
  await server.audit.add({ action: 'console.password.change', personId, outcome: 'done' });
}

const temporaryDays = 7;

/** A password for the first sign-in, eighty random bits; the second step starts anew as well. */
export async function openConsole(
  { server, passwords }: ConsoleParts,
  login: string,
): Promise<{ password: string; expiresAt: string }> {
  const password = [...randomBytes(16)]
    .map((byte, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${alphabet[byte & 31]}`)
    .join('');
  const until = new Date(server.now().getTime() + temporaryDays * 86_400_000);
  const password_hash = await passwords.hash(password);
  await putAccount(server, login, { password_hash, password_until: until }, 'admin.console.open');
  return { password, expiresAt: until.toISOString() };
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** For the first administrator, from the command line. Throws AdminRefused `password_weak`, `login_unknown`. */
export async function setPassword(
  server: ServerContext,
  login: string,
  password: string,
): Promise<{ personId: string }> {
  if (!isStrong(password, login.trim().toLowerCase())) throw new AdminRefused('password_weak');
  const passwords = new Passwords();
  try {
    const password_hash = await passwords.hash(password);
    return await putAccount(server, login, { password_hash, password_until: null }, 'admin.password');
  } finally {
    await passwords.close();
  }
}

async function putAccount(
  server: ServerContext,
  login: string,
  password: Pick<Tables['account'], 'password_hash' | 'password_until'>,
  action: string,
): Promise<{ personId: string }> {
  const now = server.now();
  const personId = await server.store.transaction(async (tx) => {
    const person_id = await personOf(tx, login);
    await dropAccount(tx, person_id, now);
    const noSecondStep = { totp_secret: null, totp_confirmed_at: null, totp_last_step: 0 };
    await tx.insert('account', [{ person_id, ...password, password_set_at: now, ...noSecondStep }]);
    await forgetAccount(tx, login);
    return person_id;
  });
  await server.audit.add({ action, outcome: 'done', details: { person: personId } });
  return { personId };
}

/** The person can no longer sign in, and what is open ends. */
export async function closeConsole(server: ServerContext, login: string): Promise<void> {
  const personId = await server.store.transaction(async (tx) => {
    const id = await personOf(tx, login);
    await dropAccount(tx, id, server.now());
    return id;
  });
  await server.audit.add({ action: 'admin.console.close', outcome: 'done', details: { person: personId } });
}

export async function dropAccount(tx: Tx, personId: string, now: Date): Promise<void> {
  await endSessions(tx, personId, now);
  await dropRecoveryCodes(tx, personId);
  await tx.remove('account', [{ person_id: personId }]);
}

export async function startSecondStep(
  parts: ConsoleParts,
  caller: Caller,
  password: string,
  from: Origin,
): Promise<{ secret: string; uri: string }> {
  const { server } = parts;
  await checkOwnPassword(parts, caller, password, from);
  if (caller.account.totp_confirmed_at !== null) throw refused('totp_already_on');
  const secret = newSecret();
  const { personId } = caller.session;
  await server.store.transaction((tx) =>
    tx.update('account', [{ person_id: personId, totp_secret: secret, totp_last_step: 0 }]),
  );
  return enrolmentOf(secret, caller.login, server.identity.name);
}

/** From now on the code is asked for at every sign-in. */
export async function confirmSecondStep(
  { server }: ConsoleParts,
  caller: Caller,
  code: string,
): Promise<string[]> {
  const { personId } = caller.session;
  const { totp_secret, totp_confirmed_at, totp_last_step } = caller.account;
  if (totp_confirmed_at !== null) throw refused('totp_already_on');
  if (totp_secret === null) throw refused('totp_not_started');
  const now = server.now();
  const step = stepOf(totp_secret, code, totp_last_step, now);
  if (step === null) throw refused('code_wrong');
  const codes = await server.store.transaction(async (tx) => {
    await tx.update('account', [{ person_id: personId, totp_confirmed_at: now, totp_last_step: step }]);
    return makeRecoveryCodes(tx, personId);
  });
  await server.audit.add({ action: 'console.totp.on', personId, outcome: 'done' });
  return codes;
}

export async function endSecondStep(
  parts: ConsoleParts,
  caller: Caller,
  password: string,
  from: Origin,
): Promise<void> {
  const { server } = parts;
  await checkOwnPassword(parts, caller, password, from);
  const { personId } = caller.session;
  await server.store.transaction(async (tx) => {
    await tx.update('account', [
      { person_id: personId, totp_secret: null, totp_confirmed_at: null, totp_last_step: 0 },
    ]);
    await dropRecoveryCodes(tx, personId);
  });
  await server.audit.add({ action: 'console.totp.off', personId, outcome: 'done' });
}
