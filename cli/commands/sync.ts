/**
 * `uige sync`: one round of push and pull, or rounds until it is stopped. Steps that the server refused are
 * listed and are no failure of the sync; a server that is not reached is, and has a status of its own.
 */
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import type { SyncItem, SyncView } from '#shared/contract/views.ts';
import { CommandFailure, valueIn, WrongUsage } from '../run/failure.ts';
import { acting, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { type Opened, withProfile } from '../run/tool.ts';

interface SyncOptions {
  readonly server?: string;
  readonly code?: string;
  readonly watch?: boolean;
}

export type Round = SyncView & { pushed: number; pulled: number };

const secondsBetweenRounds = 30;

export function addSync(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('sync')
    .option('--server <url>', t('cli.options.syncServer'))
    .option('--code <code>', t('cli.options.syncCode'))
    .option('--watch', t('cli.options.watch'))
    .description(t('cli.commands.sync'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, async (opened) => {
          const { server, code, watch } = command.opts<SyncOptions>();
          if (code !== undefined) await enrol(opened, server, code);
          const asked = server === undefined ? {} : { server };
          const round = async (): Promise<Round> => valueIn(await opened.client.sync.now(asked));
          const last = watch === true ? await keepSyncing(opened, round) : await round();
          opened.out.result(documentOf(last), () => roundWords(last, opened));
        }),
      ),
    );
}

/** A profile that worked alone until now joins a server, and what it holds goes there. */
async function enrol({ client, t }: Opened, server: string | undefined, code: string): Promise<void> {
  if (server === undefined) throw new WrongUsage(t('cli.init.serverAndCode'));
  valueIn(await client.sync.enrol({ server, code }));
}

/** Rounds until the person stops them, reached or not; the last one that came through is the result. */
async function keepSyncing({ out, t }: Opened, round: () => Promise<Round>): Promise<Round> {
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  let last: Round | null = null;
  let unreached: CommandFailure | null = null;
  while (!stopped.signal.aborted) {
    try {
      last = await round();
      unreached = null;
    } catch (error) {
      if (!(error instanceof CommandFailure) || error.failure.code !== 'server_unreachable') throw error;
      // a district without a link for days is what watching is for: said once, and tried again
      if (unreached === null) out.note(t('failures.server_unreachable'));
      unreached = error;
    }
    if (last !== null) out.progress(t('cli.sync.watching', { pending: last.pendingCount }));
    await pause(stopped.signal);
  }
  if (last === null) throw unreached ?? new CommandFailure({ code: 'cancelled' });
  return last;
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(secondsBetweenRounds * 1000, undefined, { signal });
  } catch {
    // stopped: whoever waits sees it at the signal
  }
}

export function documentOf({ pendingCount, pending, ...rest }: Round): Record<string, unknown> {
  return { ...rest, pending: pendingCount, waiting: pending };
}

export function roundWords(round: Round, { t }: Opened): string {
  const facts = pairs([
    [t('cli.sync.server'), round.server],
    [t('cli.sync.pushed'), round.pushed],
    [t('cli.sync.pulled'), round.pulled],
    [t('cli.sync.pending'), round.pendingCount],
    [t('cli.sync.refused'), round.refused.length],
    [t('cli.sync.quarantined'), round.quarantined.length],
    [t('cli.sync.conflicts'), round.conflicts.length],
  ]);
  const line = (item: SyncItem): string =>
    `  ${item.caseCode ?? '—'}  ${item.kind}  ${item.occurredOn}  ${item.reason}`;
  return [facts, ...[...round.refused, ...round.quarantined, ...round.conflicts].map(line)].join('\n');
}
