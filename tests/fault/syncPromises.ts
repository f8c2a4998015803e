/**
 * What must hold after the worst of times, once everybody could sync: looked at on every device, and in the
 * server's database directly.
 */
import pg from 'pg';
import { z } from 'zod';
import { createHost } from '#host/host.ts';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { verify } from '#server/verify/run.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { passphrase } from './process.ts';
import { faultsOf, valueIn } from './profile.ts';

export interface Acknowledged {
  /** Folders of the profiles. */
  readonly homes: readonly string[];
  readonly caseCodes: readonly string[];
  /** Ids of the notes of which the host had said that they are recorded. */
  readonly notes: readonly string[];
}

/** Far more passes than it takes; what never settles shall end the test and not hang. */
const mostPasses = 100;

/** Lets everybody sync until nothing moves any more, and tells which promises are broken. */
export async function brokenPromises(data: string, told: Acknowledged): Promise<string[]> {
  const embedded = await startEmbedded(data);
  const database = new pg.Client({ connectionString: embedded.url });
  await database.connect();
  const hosts = told.homes.map((home) => createHost({ home, clock: () => new Date() }));
  const clients = hosts.map((host) => host.client());
  try {
    for (const client of clients) valueIn(await client.profile.unlock({ passphrase }));
    await settle(database, clients);
    return [
      ...(await onServer(database, told.notes)),
      ...(await onDevices(clients, told)),
      ...(await verified(data)),
    ];
  } finally {
    for (const host of hosts) await host.close();
    await database.end();
  }
}

async function settle(database: pg.Client, clients: readonly AppClient[]): Promise<void> {
  for (let pass = 0; pass < mostPasses; pass += 1) {
    // summaries that wait are derived within a second; only then is there nothing more to come
    const drained = (await count(database, 'select count(*) from summary_job')) === 0;
    let moved = 0;
    for (const client of clients) {
      const { pushed, pulled } = valueIn(await client.sync.now({}));
      moved += pushed + pulled;
    }
    if (drained && moved === 0) return;
  }
  throw new Error('it never settles');
}

async function onServer(database: pg.Client, notes: readonly string[]): Promise<string[]> {
  const { rows } = await database.query("select id from step where kind = 'note.added'");
  const times = new Map<string, number>();
  for (const { id } of z.array(z.object({ id: z.string() })).parse(rows)) {
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  const withheld = await count(database, 'select count(*) from withheld_step');
  return [
    ...notes.filter((id) => !times.has(id)).map((id) => `acknowledged and not on the server: ${id}`),
    ...[...times].filter(([, often]) => often > 1).map(([id]) => `more than once on the server: ${id}`),
    ...(withheld > 0 ? [`withheld by the server: ${withheld}`] : []),
  ];
}

async function onDevices(clients: readonly AppClient[], told: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  const heads = new Map<string, string>();
  for (const [who, client] of clients.entries()) {
    const view = valueIn(await client.sync.status());
    const lists = [
      view.pending,
      view.refused,
      view.quarantined,
      view.review,
      view.leftBehind,
      view.conflicts,
    ];
    for (const { kind, reason } of lists.flat()) broken.push(`device ${who} has open: ${kind} ${reason}`);
    if (view.pendingCount > 0) broken.push(`device ${who} still waits with ${view.pendingCount}`);
    for (const { feedId, kind, pos, checksum } of view.feeds) {
      const held = `${pos} ${checksum}`;
      if ((heads.get(feedId) ?? held) !== held) broken.push(`device ${who} differs in ${kind} ${feedId}`);
      heads.set(feedId, held);
    }
    const here = await notesOn(client, told.caseCodes);
    const lost = told.notes.filter((id) => !here.has(id));
    if (lost.length > 0) broken.push(`device ${who} does not hold ${lost.length}: ${lost[0]} …`);
    const faults = faultsOf(valueIn(await client.data.verify()));
    broken.push(...faults.map((fault) => `device ${who}: ${fault}`));
  }
  return broken;
}

async function notesOn(client: AppClient, caseCodes: readonly string[]): Promise<Set<string>> {
  const held = new Set<string>();
  for (const code of caseCodes) {
    for (const { id, kind } of valueIn(await client.cases.timeline({ case: code }))) {
      if (kind === 'note.added') held.add(id);
    }
  }
  return held;
}

async function verified(data: string): Promise<string[]> {
  const found = await verify({ data }, {});
  if ('not' in found) return [`server verify: ${found.not}`];
  return found.faults.map(({ what, where }) => `server verify: ${what} ${where}`);
}

async function count(database: pg.Client, query: string): Promise<number> {
  const { rows } = await database.query(query);
  return z.array(z.object({ count: z.coerce.number() })).parse(rows)[0]?.count ?? 0;
}
