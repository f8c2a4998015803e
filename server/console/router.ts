/** All procedures of the console: what each needs to be called is decided at the doors (door.ts). */
import { implement } from '@orpc/server';
import { consoleContract } from '#shared/console/contract.ts';
import { accountProcedures, sessionProcedures } from './accountProcedures.ts';
import { type CallContext, makeFrontDoor, makeInnerDoor } from './door.ts';
import { managementProcedures } from './managementProcedures.ts';
import { oversightProcedures } from './oversightProcedures.ts';
import type { ConsoleParts } from './parts.ts';

export function makeConsoleRouter(parts: ConsoleParts) {
  const inner = makeInnerDoor(parts);
  return implement(consoleContract)
    .$context<CallContext>()
    .router({
      session: sessionProcedures(parts, makeFrontDoor(), inner),
      account: accountProcedures(parts, inner),
      ...managementProcedures(parts, inner),
      ...oversightProcedures(parts, inner),
    });
}
