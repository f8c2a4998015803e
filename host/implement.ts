/** The contract's implementer, shared by the chapters of this room: each implements its own part of it. */
import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';

export const app = implement(contract);
