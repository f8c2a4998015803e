/**
 * The console's interface (oRPC, contract first), under /console/rpc. Who may call what is in
 * access.ts; a procedure without a line there is open to nobody, and a test finds it.
 */
import type { ContractRouterClient } from '@orpc/contract';
import { figuresContract } from './figures.ts';
import { codesContract, devicesContract, institutionsContract, peopleContract } from './management.ts';
import { auditContract, grantsContract, quarantineContract } from './oversight.ts';
import { accountContract, sessionContract } from './session.ts';

export const consoleContract = {
  session: sessionContract,
  account: accountContract,
  institutions: institutionsContract,
  people: peopleContract,
  codes: codesContract,
  devices: devicesContract,
  grants: grantsContract,
  quarantine: quarantineContract,
  audit: auditContract,
  figures: figuresContract,
};

export type ConsoleClient = ContractRouterClient<typeof consoleContract>;

/** The header that carries the page's own key (session.ts). */
export const keyHeader = 'x-uige-key';
