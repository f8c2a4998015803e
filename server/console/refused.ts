/** What the console refuses, as the contract's error. */
import { ORPCError } from '@orpc/server';
import type { ConsoleFault } from '#shared/console/faults.ts';

export function refused(code: ConsoleFault, until?: Date): ORPCError<string, unknown> {
  const data = until === undefined ? { code } : { code, until: until.toISOString() };
  return new ORPCError('REFUSED', { status: 422, data });
}
