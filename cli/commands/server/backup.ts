/** `uige server backup FILE` and `uige server restore FILE`: the whole server in one encrypted file, and the way back. */
import type { Command } from 'commander';
import { clockAt } from '#host/clock.ts';
import type { BackupFaultCode } from '#server/backup/fault.ts';
import { fail, Refused } from '../../run/failure.ts';
import { newPassphraseFor, passphraseFor } from '../../run/passphrase.ts';
import { acting, argument, type Declaring } from '../../run/register.ts';
import { pairs } from '../../run/table.ts';
import type { Tool } from '../../run/tool.ts';
import { type DatabaseChoice, placeOf, withDatabaseOptions, withItsDatabase } from './database.ts';

/** As for a profile: it is all that stands between a thief and the files. */
const shortestPassphrase = 10;

export function addBackup(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  withDatabaseOptions(server.command('backup'), t)
    .argument('<file>', t('cli.arguments.serverBackup'))
    .description(t('cli.commands.serverBackup'))
    .action(acting(declaring, backup));
  withDatabaseOptions(server.command('restore'), t)
    .argument('<file>', t('cli.arguments.serverBackup'))
    .option('--replace', t('cli.options.replace'))
    .description(t('cli.commands.serverRestore'))
    .action(acting(declaring, restore));
}

async function backup(tool: Tool, command: Command): Promise<void> {
  const { settings, world, out, t } = tool;
  const place = placeOf(command.opts<DatabaseChoice>(), tool);
  const passphrase = await newPassphraseFor(settings, world.env, world, t);
  if (passphrase.length < shortestPassphrase) fail('weak_passphrase');
  const { backUpServer } = await import('#server/backup/run.ts');
  const made = await faultsTold(tool, () =>
    backUpServer({
      ...place,
      file: argument(command, 0),
      passphrase,
      now: clockAt(settings.today, world.now),
      progress: (rows) => out.progress(t('cli.backup.rows', { rows })),
    }),
  );
  out.result(made, () =>
    pairs([
      [t('cli.backup.file'), made.file],
      [t('cli.backup.madeAt'), made.madeAt],
      [t('cli.backup.bytes'), made.bytes],
    ]),
  );
}

async function restore(tool: Tool, command: Command): Promise<void> {
  const { settings, world, out, t } = tool;
  const { replace, ...choice } = command.opts<DatabaseChoice & { replace?: boolean }>();
  const place = placeOf(choice, tool);
  const passphrase = await passphraseFor(settings, world.env, world, t);
  const { restoreServer } = await import('#server/backup/run.ts');
  const restored = await faultsTold(tool, () =>
    restoreServer({
      ...place,
      file: argument(command, 0),
      passphrase,
      replace: replace === true,
      now: clockAt(settings.today, world.now),
      progress: (rows, of) => out.progress(t('cli.backup.rowsOf', { rows, of })),
    }),
  );
  out.result(restored, () => t('cli.backup.restored', { madeAt: restored.madeAt }));
}

async function faultsTold<Value>(tool: Tool, work: () => Promise<Value>): Promise<Value> {
  const { t } = tool;
  const { BackupFault } = await import('#server/backup/fault.ts');
  const refusal = (code: BackupFaultCode): Refused => new Refused(code, t(`cli.backupFaults.${code}`));
  try {
    return await withItsDatabase(tool, work);
  } catch (error) {
    if (error instanceof BackupFault) throw refusal(error.code);
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOSPC') fail('disk_full');
    if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR') {
      throw new Refused('file_unreachable', t('cli.backup.fileUnreachable'));
    }
    throw error;
  }
}
