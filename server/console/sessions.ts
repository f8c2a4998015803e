/**
 * Sessions of the console: in the database, so that any server process knows them and anybody can
 * end them. The browser holds a random token; here is only its hash. A session ends half an hour
 * after the last call, ten hours after it was made, when the password changes, or when it is ended.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isId } from '../identity/id.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Reads, Store, Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

export const idleMs = 30 * 60_000;
export const longestMs = 10 * 3_600_000;
/** The last call is written down at most so often. */
const noteEveryMs = 60_000;

export interface Session {
  readonly sessionId: string;
  readonly personId: string;
  readonly tokenHash: Uint8Array;
  /** What the page sends back with every call. */
  readonly key: string;
}

/** Makes a session; the token is what the cookie holds. */
export async function openSession(
  tx: Tx,
  personId: string,
  browser: string,
  now: Date,
): Promise<{ token: string; session: Session }> {
  const token = `${personId}.${randomBytes(32).toString('base64url')}`;
  const session = { sessionId: randomUUID(), personId, tokenHash: hashOf(token), key: keyOf(token) };
  await tx.insert('console_session', [
    {
      person_id: personId,
      token_hash: session.tokenHash,
      session_id: session.sessionId,
      made_at: now,
      seen_at: now,
      ends_at: new Date(now.getTime() + longestMs),
      browser: browser.slice(0, 200),
    },
  ]);
  return { token, session };
}

/**
 * The session of a token, if it has not ended.
 * @param used whether a person did something with it: then its idling starts anew
 */
export async function findSession(
  store: Store,
  token: string,
  now: Date,
  used: boolean,
): Promise<Session | null> {
  const personId = token.split('.')[0] ?? '';
  if (!isId(personId)) return null;
  const tokenHash = hashOf(token);
  const [row] = await store.select('console_session', {
    columns: ['session_id', 'seen_at', 'ends_at'],
    where: { person_id: personId, token_hash: tokenHash },
  });
  if (row === undefined || hasEnded(row, now)) return null;
  if (used && now.getTime() - row.seen_at.getTime() > noteEveryMs) {
    await store.transaction((tx) =>
      tx.update('console_session', [{ person_id: personId, token_hash: tokenHash, seen_at: now }]),
    );
  }
  return { sessionId: row.session_id, personId, tokenHash, key: keyOf(token) };
}

function hasEnded(row: Pick<Tables['console_session'], 'seen_at' | 'ends_at'>, now: Date): boolean {
  return row.ends_at <= now || now.getTime() - row.seen_at.getTime() > idleMs;
}

/** Sessions that have not ended, newest call first. */
export async function sessionsOf(
  reads: Reads,
  personId: string,
  now: Date,
): Promise<Tables['console_session'][]> {
  const rows = await reads.select('console_session', {
    columns: columnsOf('console_session'),
    where: { person_id: personId },
    order: ['seen_at', 'session_id'],
    descending: true,
  });
  return rows.filter((row) => !hasEnded(row, now));
}

/** Ends the sessions of a person for which `which` holds; answers how many of them were open. */
export async function endSessions(
  tx: Tx,
  personId: string,
  now: Date,
  which: (sessionId: string) => boolean = () => true,
): Promise<number> {
  const rows = await tx.select('console_session', {
    columns: ['person_id', 'token_hash', 'session_id', 'seen_at', 'ends_at'],
    where: { person_id: personId },
  });
  const meant = rows.filter((row) => which(row.session_id) || hasEnded(row, now));
  await tx.remove('console_session', meant);
  return meant.filter((row) => which(row.session_id) && !hasEnded(row, now)).length;
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(`uige console session ${token}`).digest();
}

function keyOf(token: string): string {
  return createHash('sha256').update(`uige console key ${token}`).digest('base64url');
}
