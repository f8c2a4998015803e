/** Where a server keeps its data, as `server start` and `server admin` are both told. */
import type { Command } from 'commander';
import { clockAt } from '#host/clock.ts';
import type { DatabaseOptions } from '#server/open.ts';
import type { DatabasePlace } from '#server/postgres/openDatabase.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { Refused, WrongUsage } from '../../run/failure.ts';
import type { Tool } from '../../run/tool.ts';

export interface DatabaseChoice {
  readonly data?: string;
  readonly databaseUrl?: string;
}

export function withDatabaseOptions(command: Command, t: Translator): Command {
  return command
    .option('--data <dir>', t('cli.options.serverData'))
    .option('--database-url <url>', t('cli.options.databaseUrl'));
}

/** Exactly one of the two has to be said: a server never guesses whose data it serves. */
export function placeOf({ data, databaseUrl }: DatabaseChoice, { t }: Tool): DatabasePlace {
  if ((data === undefined) === (databaseUrl === undefined))
    throw new WrongUsage(t('cli.server.whichDatabase'));
  return data === undefined ? { databaseUrl } : { data };
}

export function databaseOf(choice: DatabaseChoice, tool: Tool): DatabaseOptions {
  const { settings, world } = tool;
  return { ...placeOf(choice, tool), now: clockAt(settings.today, world.now), log: world.stderr };
}

/** Opens or starts something of the server; why it could not is said in one sentence. */
export async function begun<Value>(tool: Tool, begin: () => Promise<Value>): Promise<Value> {
  try {
    return await begin();
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw notStarted(tool, error instanceof Error ? error.message : String(error));
  }
}

/** Does something with the data of a server; that their PostgreSQL does not start is said in one sentence. */
export async function withItsDatabase<Value>(tool: Tool, work: () => Promise<Value>): Promise<Value> {
  const { EmbeddedFailure } = await import('#server/postgres/embedded.ts');
  try {
    return await work();
  } catch (error) {
    if (error instanceof EmbeddedFailure) throw notStarted(tool, error.message);
    throw error;
  }
}

function notStarted(tool: Tool, reason: string): Refused {
  return new Refused('server_not_started', tool.t('cli.server.notStarted', { reason }));
}
