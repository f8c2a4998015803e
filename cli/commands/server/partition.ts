/** `uige server partition N`: spreads the growing tables over N partitions, while no server runs (docs/scale.md). */
import { type Command, InvalidArgumentError } from 'commander';
import { Refused } from '../../run/failure.ts';
import { acting, argument, type Declaring } from '../../run/register.ts';
import { begun, type DatabaseChoice, placeOf, withDatabaseOptions } from './database.ts';

/** As docs/scale.md says; more cost more than they save. */
const [fewest, most] = [2, 256];

export function addPartition(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  withDatabaseOptions(server.command('partition'), t)
    .argument('<partitions>', t('cli.arguments.partitions'), readPartitions)
    .description(t('cli.commands.serverPartition'))
    .action(
      acting(declaring, async (tool, command) => {
        const place = placeOf(command.opts<DatabaseChoice>(), tool);
        const partitions = Number(argument(command, 0));
        const { partition } = await import('#server/postgres/partition.ts');
        const spread = await begun(tool, () => partition(place, partitions));
        if (spread === 'in_use') throw new Refused('database_in_use', tool.t('cli.server.inUse'));
        const rows = spread.tables.reduce((sum, one) => sum + one.rows, 0);
        tool.out.result(spread, () => tool.t('cli.server.spread', { partitions, rows }));
      }),
    );
}

function readPartitions(text: string): string {
  const partitions = Number(text);
  if (/^\d+$/.test(text) && partitions >= fewest && partitions <= most) return text;
  throw new InvalidArgumentError(`${text}: ${fewest}–${most}`);
}
