/** `uige server …`: the central server and its administration. */
import type { Command } from 'commander';
import type { Declaring } from '../run/register.ts';
import { addAdmin } from './server/admin.ts';
import { addBackup } from './server/backup.ts';
import { addServerBundle } from './server/bundle.ts';
import { addPartition } from './server/partition.ts';
import { addStart } from './server/start.ts';
import { addVerify } from './server/verify.ts';

export function addServer(program: Command, declaring: Declaring): void {
  const server = program.command('server').description(declaring.t('cli.commands.server'));
  addStart(server, declaring);
  addAdmin(server, declaring);
  addBackup(server, declaring);
  addVerify(server, declaring);
  addServerBundle(server, declaring);
  addPartition(server, declaring);
}
