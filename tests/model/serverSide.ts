/** The real server code on the store in memory: processes that can crash at any statement, and copies to restore. */
import { createRouterClient, type RouterClient } from '@orpc/server';
import pino from 'pino';
import { readableOf } from '#server/access/access.ts';
import { makeAdmin } from '#server/admin/admin.ts';
import { Audit } from '#server/audit/audit.ts';
import type { ServerContext } from '#server/context.ts';
import { deriveSome } from '#server/derive/summaries.ts';
import { makeRouter } from '#server/http/router.ts';
import { ensureServer } from '#server/identity/server.ts';
import { callerColumns, callerOf } from '#server/identity/token.ts';
import { Metrics } from '#server/metrics/metrics.ts';
import { wantsSnapshot } from '#server/snapshots/keeper.ts';
import { makeSnapshot } from '#server/snapshots/make.ts';
import { snapshotsOf } from '#server/snapshots/read.ts';
import type { Copy } from '#server/store/memory.ts';
import { columnsOf } from '#server/store/shapes.ts';
import type { Store } from '#server/store/store.ts';
import { Mover } from '#server/sync/mover.ts';
import { textOf } from './device.ts';
import type { Turns } from './scheduler.ts';
import type { ServerData } from './serverData.ts';

export class Crashed extends Error {}

export interface ServerWorld {
  readonly now: () => Date;
  readonly turns: Turns;
  readonly data: ServerData;
}

/** One server process. */
export class Process {
  readonly context: ServerContext;
  /** It crashes before so many more statements; never at Infinity. */
  crashesIn = Number.POSITIVE_INFINITY;

  readonly #clients = new Map<string, RouterClient<ReturnType<typeof makeRouter>>>();

  private constructor(context: ServerContext) {
    this.context = context;
  }

  static async start(
    world: ServerWorld,
    oldestProtocol: number,
    storeOf: (turn: () => Promise<void>) => Store,
  ): Promise<Process> {
    let process: Process | null = null;
    const store = storeOf(async () => {
      if (process !== null && --process.crashesIn < 0) throw new Crashed('the process is gone');
      await world.turns.turn();
      if (process !== null && process.crashesIn < 0) throw new Crashed('the process is gone');
    });
    const identity = await ensureServer(store, 'Model', world.now());
    const log = pino({ enabled: false });
    process = new Process({
      store,
      identity,
      now: world.now,
      oldestProtocol,
      log,
      audit: new Audit(store, world.now),
      mover: new Mover(store, log),
      metrics: new Metrics(),
      summariseSoon: () => undefined,
      snapshotsFrom: 4,
      snapshotSoon: () => undefined,
    });
    return process;
  }

  get gone(): boolean {
    return this.crashesIn < 0;
  }

  get admin() {
    return makeAdmin(this.context);
  }

  /** The procedures as the device of this id calls them. */
  clientOf(deviceId: string | null, protocol: number): RouterClient<ReturnType<typeof makeRouter>> {
    const key = `${deviceId} ${protocol}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = this.#makeClient(deviceId, protocol);
    this.#clients.set(key, client);
    return client;
  }

  #makeClient(deviceId: string | null, protocol: number): RouterClient<ReturnType<typeof makeRouter>> {
    const router = makeRouter(this.context, async ({ store }) => {
      if (deviceId === null) return 'missing';
      const [device] = await store.select('device', {
        columns: callerColumns,
        where: { device_id: deviceId },
      });
      return device === undefined ? 'unknown_device' : callerOf(device);
    });
    const closing = new AbortController().signal;
    return createRouterClient(router, {
      context: { authorization: undefined, address: 'model', protocol, body: new Uint8Array(), closing },
    });
  }

  /** Packs every feed that wants to be. */
  async packFeeds(): Promise<void> {
    const { store } = this.context;
    const rows = await store.select('feed', { columns: columnsOf('feed'), order: ['feed_id'] });
    const feeds = rows.map(readableOf);
    const packed = await snapshotsOf(this.context, feeds);
    for (const feed of feeds) {
      if (wantsSnapshot(this.context, feed, packed.get(feed.feedId))) await makeSnapshot(this.context, feed);
    }
  }

  /** Answers how many cases were summarised. */
  async derive(): Promise<number> {
    for (let all = 0; ; ) {
      const { taken: some } = await deriveSome(this.context);
      if (some === 0) return all;
      all += some;
    }
  }
}

/** The database and the processes over it. */
export class ServerSide {
  readonly #world: ServerWorld;
  processes: Process[] = [];

  private constructor(world: ServerWorld) {
    this.#world = world;
  }

  static async open(world: ServerWorld, count: number): Promise<ServerSide> {
    const side = new ServerSide(world);
    for (let at = 0; at < count; at += 1) side.processes.push(await side.start(1));
    return side;
  }

  start(oldestProtocol: number): Promise<Process> {
    return Process.start(this.#world, oldestProtocol, (turn) => this.#world.data.store(turn));
  }

  /** Whoever administers it goes to its first process. */
  get admin() {
    const process = this.processes[0];
    if (process === undefined) throw new Error('there is a process');
    return process.admin;
  }

  /** A store that no crash and no waiting touches: for looking. */
  get store(): Store {
    return this.#world.data.store(() => Promise.resolve());
  }

  /** Every mark that the server holds, as often as it holds it. */
  async texts(): Promise<string[]> {
    const steps = await this.store.select('step', { columns: ['payload'] });
    const withheld = await this.store.select('withheld_step', {
      columns: ['payload'],
      where: { released_at: null },
    });
    return [...steps, ...withheld].flatMap((row) => textOf(row.payload));
  }

  copy(): Promise<Copy> {
    return this.#world.data.copy();
  }

  /** Restored from a copy: everything since is gone, and the epoch is another. */
  async restore(copy: Copy, epoch: string): Promise<void> {
    await this.#world.data.replace(copy);
    await this.store.transaction((tx) => tx.update('server', [{ one: 1, epoch }]));
    this.processes = await Promise.all(
      this.processes.map(({ context }) => this.start(context.oldestProtocol)),
    );
  }

  /** Processes that crashed are started again. */
  async revive(): Promise<void> {
    for (const [at, process] of this.processes.entries()) {
      if (process.gone) this.processes[at] = await this.start(process.context.oldestProtocol);
    }
  }

  /** A process is stopped in the middle, and one of the next version takes its place. */
  async update(at: number): Promise<void> {
    this.processes[at] = await this.start(2);
  }
}
