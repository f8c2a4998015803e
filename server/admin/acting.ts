/** The server's context for one person's deeds: what is done with it stands in the audit under their name. */
import type { ServerContext } from '../context.ts';

export function actingAs(context: ServerContext, personId: string): ServerContext {
  return { ...context, audit: { add: (entry) => context.audit.add({ ...entry, personId }) } };
}
