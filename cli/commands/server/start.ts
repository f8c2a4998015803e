/** `uige server start`: the central server, until it is told to end. Its address is the first line on stdout. */
import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { acting, type Declaring } from '../../run/register.ts';
import { consolePage } from './consolePage.ts';
import { begun, type DatabaseChoice, databaseOf, withDatabaseOptions } from './database.ts';

export function addStart(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  withDatabaseOptions(server.command('start'), t)
    .requiredOption('--port <number>', t('cli.options.port'), readPort)
    .option('--host <address>', t('cli.options.host'))
    .description(t('cli.commands.serverStart'))
    .action(
      acting(declaring, async (tool, command) => {
        const { port, host, ...choice } = command.opts<DatabaseChoice & { port: number; host?: string }>();
        const database = databaseOf(choice, tool);
        // the server is large and needed by this command alone
        const { startServer } = await import('#server/start.ts');
        const address = host === undefined ? { port } : { port, host };
        // heard from now on: one that comes while the server starts must not leave its PostgreSQL behind
        const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
        const running = await begun(tool, () =>
          startServer({ ...database, ...address, console: consolePage() }),
        );
        tool.out.result({ url: running.url }, () => tool.t('cli.server.ready', { url: running.url }));
        await stopped;
        await running.close();
      }),
    );
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`${text}: 0–65535`);
}
