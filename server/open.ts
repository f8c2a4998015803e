/**
 * Opens the server's database and what every part of the server is given, without listening:
 * what `uige server start` and `uige server admin` share.
 */
import pino, { type Logger } from 'pino';
import { runNatively } from '#runtime/native.ts';
import { faultLines } from '#shared/fault.ts';
import { Audit } from './audit/audit.ts';
import type { ServerContext } from './context.ts';
import { Deriver } from './derive/deriver.ts';
import { followRules } from './derive/rulesChange.ts';
import { ensureServer } from './identity/server.ts';
import { Metrics } from './metrics/metrics.ts';
import { migrate } from './postgres/migrate.ts';
import { type DatabasePlace, type OpenDatabase, openDatabase } from './postgres/openDatabase.ts';
import { SnapshotKeeper, usualSnapshotsFrom } from './snapshots/keeper.ts';
import { PostgresStore } from './store/postgres.ts';
import { Mover } from './sync/mover.ts';

export interface DatabaseOptions extends DatabasePlace {
  /** The server's clock; a demo runs on one of its own. */
  readonly now?: () => Date;
  /** Structured log, one JSON object a line, on this stream; none by default. */
  readonly log?: NodeJS.WritableStream;
  /** How the server calls itself to devices, at its first start. */
  readonly name?: string;
  /** By default what this build can still tell; a server of the next version can tell less. */
  readonly oldestProtocol?: number;
  /** The least number of steps that a feed is packed from (docs/sync-protocol.md §16). */
  readonly snapshotsFrom?: number;
}

/** Every version that there was so far. */
const oldestTold = 1;

export interface OpenServer {
  readonly context: ServerContext;
  readonly deriver: Deriver;
  readonly snapshots: SnapshotKeeper;
  readonly connections: OpenDatabase['connections'];
  close(): Promise<void>;
}

export async function openServer(options: DatabaseOptions): Promise<OpenServer> {
  runNatively();
  const log = makeLog(options.log);
  const now = options.now ?? (() => new Date());
  const opened = await openDatabase(options, (error) =>
    log.warn({ fault: faultLines(error) }, 'an idle connection was lost'),
  );
  const { database } = opened;
  const store = new PostgresStore(database);
  const mover = new Mover(store, log);
  const close = async (): Promise<void> => {
    await mover.close();
    await opened.close();
  };
  try {
    await migrate(database);
    const identity = await ensureServer(store, options.name ?? 'Uige', now());
    await followRules(store);
    const audit = new Audit(store, now);
    const context: ServerContext = {
      store,
      identity,
      now,
      oldestProtocol: options.oldestProtocol ?? oldestTold,
      log,
      audit,
      mover,
      metrics: new Metrics(),
      summariseSoon: () => deriver.soon(),
      snapshotsFrom: options.snapshotsFrom ?? usualSnapshotsFrom,
      snapshotSoon: (feeds) => snapshots.soon(feeds),
    };
    const deriver = new Deriver(() => context);
    const snapshots = new SnapshotKeeper(() => context);
    return {
      context,
      deriver,
      snapshots,
      connections: opened.connections,
      close: async () => {
        await deriver.close();
        await snapshots.close();
        await audit
          .close()
          .catch((error: unknown) =>
            log.warn({ fault: faultLines(error) }, 'the end of the audit was not written'),
          );
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function makeLog(stream: NodeJS.WritableStream | undefined): Logger {
  if (stream === undefined) return pino({ enabled: false });
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}
