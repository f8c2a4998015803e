/** A typed refusal of the wire, as it is written into an answer. Anything else is a failure of the server and thrown on. */
import { ORPCError } from '@orpc/server';
import type { Refusal } from '#shared/sync/bundle/messages.ts';

export function refusalOf(error: unknown): { readonly refused: Refusal } {
  // a busy database is asked again by whoever carries the file, not told to the device
  if (!(error instanceof ORPCError) || error.status >= 500) throw error;
  const { code, status, data } = error;
  return { refused: { code: String(code), status, data: data ?? null } };
}
