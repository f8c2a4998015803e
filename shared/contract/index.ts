/**
 * The app's interface, written once: what the window and the command line may ask of the host.
 * Contract first (oRPC); inputs are parsed here, at the edge. Everything but `profile.*` answers
 * `locked` until the profile is open.
 */
import type { ContractRouterClient } from '@orpc/contract';
import { attachmentsContract } from './attachments.ts';
import { casesContract, kindsContract } from './cases.ts';
import { draftsContract } from './drafts.ts';
import {
  dataContract,
  institutionContract,
  reportContract,
  syncContract,
  tasksContract,
} from './overview.ts';
import { profileContract } from './profile.ts';
import { registerContract } from './register.ts';

export const contract = {
  profile: profileContract,
  register: registerContract,
  cases: casesContract,
  attachments: attachmentsContract,
  drafts: draftsContract,
  kinds: kindsContract,
  tasks: tasksContract,
  institution: institutionContract,
  report: reportContract,
  sync: syncContract,
  data: dataContract,
};

export type AppClient = ContractRouterClient<typeof contract>;
