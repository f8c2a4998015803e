/** Behind a sync, or behind many of its batches: the rows of the cases that moved. */
import { setImmediate as turn } from 'node:timers/promises';
import { projectSomeStale } from '#db/projections/staleCases.ts';
import type { SyncPorts } from './ports.ts';

/** Lets the window and the command line work in between. */
export async function catchUp(ports: SyncPorts): Promise<void> {
  while (projectSomeStale(ports.database) > 0) await turn();
}
