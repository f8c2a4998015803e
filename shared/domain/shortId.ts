/**
 * An id as a person reads it, e.g. "…9c1f04ab": its end. Ids begin with the time at which they were made
 * (UUIDv7), so that those of devices enrolled one after another begin alike.
 */
export function shortId(id: string): string {
  return `…${id.slice(-8)}`;
}
