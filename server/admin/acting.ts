/** The server's context for one person's deeds: what is done with it stands in the audit under their name. */
import type { ServerContext } from '../context.ts';

export function actingAs(context: ServerContext, personId: string): ServerContext {
  const { audit } = context;
  return {
    ...context,
    audit: {
      add: (entry) => audit.add({ ...entry, personId }),
      addRefused: (address, entry) => audit.addRefused(address, entry),
      tellOfStrangers: () => audit.tellOfStrangers(),
    },
  };
}
