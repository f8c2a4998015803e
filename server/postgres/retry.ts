/**
 * Runs a transaction again where the database asks for it: serialization failure, deadlock, or
 * a key that another transaction made in between. The work must have no effect outside of it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { StillBusy } from '../store/store.ts';
import type { Database, Transaction } from './connect.ts';

const attempts = 8;
/** serialization_failure, deadlock_detected, unique_violation, lock_not_available */
const retryable = ['40001', '40P01', '23505', '55P03'];

export async function inTransaction<Value>(
  database: Database,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction().execute(work);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      if (attempt === attempts) throw new StillBusy('the database stays busy', { cause: error });
      await wait(2 ** attempt + Math.random() * 2 ** attempt);
    }
  }
}

function isRetryable(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    retryable.includes(error.code)
  );
}
