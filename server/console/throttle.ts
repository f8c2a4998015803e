/**
 * Slows down whoever guesses passwords: by account and by address, in the database, so that
 * neither a restart nor another server process helps. Each try is counted before it is looked at.
 * A login that is not there counts like one that is.
 */
import { createHash } from 'node:crypto';
import { between, type Store, type Tx } from '../store/store.ts';

interface Limit {
  /** Tries before the first wait. */
  readonly free: number;
  /** After so long without a try all is forgotten. Milliseconds. */
  readonly forgottenAfter: number;
}

/** An address may be a whole office behind one router. */
const limits = {
  account: { free: 5, forgottenAfter: 24 * 3_600_000 },
  address: { free: 30, forgottenAfter: 3_600_000 },
} as const satisfies Record<string, Limit>;

const firstWait = 30_000;
const longestWait = 15 * 60_000;

/** Milliseconds to wait after this many wrong tries (house rule, as at the lock of the app). */
export function waitAfter(wrong: number, free: number): number {
  if (wrong < free) return 0;
  return Math.min(longestWait, firstWait * 2 ** Math.min(wrong - free, 20));
}

export interface Try {
  readonly account: Uint8Array;
  readonly address: Uint8Array;
}

export function tryOf(login: string, address: string): Try {
  return { account: subject('account', login.trim().toLowerCase()), address: subject('address', address) };
}

function subject(kind: string, name: string): Uint8Array {
  return createHash('sha256').update(`uige sign-in ${kind}\n${name}`).digest();
}

/** Counts a try; until when it must wait, or null where it may be looked at now. A try that must wait is not counted. */
export async function countTry(store: Store, { account, address }: Try, now: Date): Promise<Date | null> {
  return store.transaction(async (tx) => {
    const own = await readTries(tx, account, limits.account, now);
    const all = await readTries(tx, address, limits.address, now);
    const until = Math.max(own.until, all.until);
    if (until > now.getTime()) return new Date(until);
    await tx.insert(
      'sign_in_try',
      [
        { subject: account, wrong: own.wrong + 1, last_at: now },
        { subject: address, wrong: all.wrong + 1, last_at: now },
      ],
      'replace',
    );
    return null;
  });
}

async function readTries(
  tx: Tx,
  of: Uint8Array,
  { free, forgottenAfter }: Limit,
  now: Date,
): Promise<{ wrong: number; until: number }> {
  const query = { columns: ['wrong', 'last_at'], where: { subject: of }, lock: 'wait' } as const;
  let [row] = await tx.select('sign_in_try', query);
  if (row === undefined) {
    // two first tries at once must not be one: whoever comes second waits for this row
    await tx.insert('sign_in_try', [{ subject: of, wrong: 0, last_at: now }], 'keep');
    [row] = await tx.select('sign_in_try', query);
  }
  if (row === undefined) return { wrong: 0, until: 0 };
  const age = now.getTime() - row.last_at.getTime();
  if (age > forgottenAfter) return { wrong: 0, until: 0 };
  // a clock that was set back must not make anybody wait for longer than the wait itself
  const since = Math.min(row.last_at.getTime(), now.getTime());
  return { wrong: row.wrong, until: since + waitAfter(row.wrong, free) };
}

/** The try was right: the account starts anew, the address is not charged with it. */
export async function forgetTry(store: Store, { account, address }: Try): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.remove('sign_in_try', [{ subject: account }]);
    const [row] = await tx.select('sign_in_try', {
      columns: ['wrong'],
      where: { subject: address },
      lock: 'wait',
    });
    if (row !== undefined)
      await tx.update('sign_in_try', [{ subject: address, wrong: Math.max(0, row.wrong - 1) }]);
  });
}

/** Lets a person try at once; for the administrator's new password. */
export async function forgetAccount(tx: Tx, login: string): Promise<void> {
  await tx.remove('sign_in_try', [{ subject: tryOf(login, '').account }]);
}

/** Removes what is forgotten anyway. */
export async function clearTries(store: Store, now: Date): Promise<void> {
  const old = new Date(now.getTime() - limits.account.forgottenAfter);
  await store.transaction(async (tx) => {
    const rows = await tx.select('sign_in_try', {
      columns: ['subject'],
      where: { last_at: between(new Date(0), old) },
      limit: 1000,
    });
    await tx.remove('sign_in_try', rows);
  });
}
