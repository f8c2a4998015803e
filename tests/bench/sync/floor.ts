/**
 * The floor: the same rows, put and fetched with nothing around them. A bare batched INSERT into the
 * server's table, a bare SELECT of them, a bare batched INSERT into a device's encrypted database; each
 * batch a transaction that is flushed to the disk. No hash, no signature, no verdict, no network.
 */
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Writer } from '#db/open/handles.ts';
import { query } from '#db/open/query.ts';
import type { Schema } from '#db/schema.ts';
import { appendSteps } from '#db/steps/append.ts';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { startServer } from '#server/start.ts';
import { shapes } from '#server/store/shapes.ts';
import { maxBatchSteps } from '#shared/sync/messages.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from '../field/mix.ts';
import { makeProfile } from '../field/profile.ts';
import { benchNow, caseSteps, visitDay } from '../field/wayHome.ts';

export interface Floor {
  /** Seconds. What a push cannot be quicker than. */
  readonly push: number;
  /** Seconds. What a pull cannot be quicker than: fetched there and stored here. */
  readonly pull: number;
}

const cases = 100;

export async function measureFloor(folder: string, steps: number): Promise<Floor> {
  const source = await makeProfile(path.join(folder, 'source'), benchNow);
  const chance = new Seeded(5);
  const caseIds = Array.from({ length: cases }, () => v7());
  const { open, institutionId } = source;
  const opening = caseIds.flatMap((caseId) => caseSteps(chance, { caseId, institutionId }, 2));
  const drafts = Array.from({ length: steps }, () => {
    const feedId = caseIds[chance.between(0, cases - 1)] ?? '';
    return { feedId, occurredOn: visitDay, ...mixedStep(chance) };
  });
  appendSteps(open.database, open.author, open.now(), [...opening, ...drafts]);
  const rows = open.database.select(
    query.selectFrom('step').selectAll().where('feed_id', 'in', caseIds).orderBy('seq').limit(steps),
  );
  const feeds = open.database.select(query.selectFrom('feed').selectAll().where('feed_id', 'in', caseIds));
  const device = await makeProfile(path.join(folder, 'device'), benchNow);
  try {
    const { put, fetched } = await onPostgres(path.join(folder, 'server'), positioned(rows));
    const stored = onDevice(device.open.database, feeds, rows);
    return { push: put, pull: fetched + stored };
  } finally {
    await source.close();
    await device.close();
  }
}

function positioned(rows: readonly Schema['step'][]) {
  const heads = new Map<string, number>();
  return rows.map((row) => {
    const pos = (heads.get(row.feed_id) ?? 0) + 1;
    heads.set(row.feed_id, pos);
    const received = { received_at: benchNow, signature: null };
    return { ...row, ...received, pos, verdict: 'accepted', reason: null, after_gap: false };
  });
}

async function onPostgres(
  folder: string,
  rows: ReturnType<typeof positioned>,
): Promise<{ readonly put: number; readonly fetched: number }> {
  // the server makes the tables, with their indexes, and is then out of the way; PostgreSQL stays up for
  // whoever is connected by then
  const server = await startServer({ data: folder });
  const own = await startEmbedded(folder);
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  await server.close();
  try {
    const columns = Object.entries(shapes.step.columns);
    const names = columns.map(([name]) => name).join(', ');
    const lists = columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ');
    const insert = `insert into step (${names}) select * from unnest(${lists})`;
    const put = await seconds(async () => {
      for (const batch of batches(rows)) {
        const byName: readonly Readonly<Record<string, unknown>>[] = batch;
        await client.query(
          insert,
          columns.map(([name]) => byName.map((row) => row[name])),
        );
      }
    });
    const feeds = [...new Set(rows.map((row) => row.feed_id))];
    let found = 0;
    const fetched = await seconds(async () => {
      for (let from = 0; from < feeds.length; from += 10) {
        const some = [feeds.slice(from, from + 10)];
        const answer = await client.query(
          'select * from step where feed_id = any($1::uuid[]) order by feed_id, pos',
          some,
        );
        found += z.array(z.unknown()).parse(answer.rows).length;
      }
    });
    if (found !== rows.length) throw new Error(`${found} of ${rows.length} rows were fetched`);
    return { put, fetched };
  } finally {
    await client.end();
    await own.leave();
  }
}

function onDevice(
  database: Writer,
  feeds: readonly Schema['feed'][],
  rows: readonly Schema['step'][],
): number {
  const begun = performance.now();
  database.transaction(() => {
    for (const feed of feeds) database.insert('feed', feed);
  });
  for (const batch of batches(rows)) {
    database.transaction(() => {
      for (const row of batch) database.insert('step', row);
    });
  }
  return (performance.now() - begun) / 1000;
}

/** As many as a push or a page takes. */
function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += maxBatchSteps) yield rows.slice(from, from + maxBatchSteps);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
