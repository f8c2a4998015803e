/**
 * Payloads that were read already, kept while the database is open: a case is projected from all its
 * steps at every change, and a step never changes. Forgotten with the handle, so nothing outlives the lock.
 */
import type { Reader } from '../open/handles.ts';

/** About 30 MB of typical payloads; beyond it everything is forgotten and read anew. */
const most = 50_000;

const caches = new WeakMap<Reader, Map<string, unknown>>();

/** The payload of a step of this database, read from its bytes only the first time. */
export function cachedPayload(reader: Reader, feedId: string, stepId: string, read: () => unknown): unknown {
  let cache = caches.get(reader);
  if (cache === undefined || cache.size >= most) {
    cache = new Map();
    caches.set(reader, cache);
  }
  const key = `${feedId} ${stepId}`;
  if (!cache.has(key)) cache.set(key, read());
  return cache.get(key);
}

/** Before a verification: what is stored is read again from its bytes. */
export function forgetPayloads(reader: Reader): void {
  caches.delete(reader);
}
