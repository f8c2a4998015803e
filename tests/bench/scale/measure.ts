/** What is timed at each size, each as the quickest of several: the same work, whatever lies around it. */
import pg from 'pg';
import { institutionLog } from '#server/admin/institutionLog.ts';
import { overviewOf } from '#server/console/figures.ts';
import { OverviewCache } from '#server/console/overviewCache.ts';
import type { OpenServer } from '#server/open.ts';
import type { OverviewLine } from '#shared/console/figures.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import type { LightDevice } from '#tests/support/lightDevice.ts';
import { mixedStep } from '../field/mix.ts';
import { stepsOfCase } from './fill.ts';

const repeats = 15;
/** A batch: so many steps over so many cases. */
const [batchSteps, batchCases] = [200, 20];
/** Cases that writer and reader may see, anywhere in the database. */
const sharedCases = 100;

const measured = [
  'push of 200 steps in 20 cases',
  'summaries behind it',
  'list of 100 feeds',
  'pull of the new batch',
  'pull of a case of 300 steps',
  'overview of all institutions, lines known',
  'the log of one institution',
] as const;

/** Milliseconds. */
export type Figures = Readonly<Record<(typeof measured)[number], number>>;

export interface Scene {
  readonly open: OpenServer;
  readonly databaseUrl: string;
  readonly writer: LightDevice;
  readonly reader: LightDevice;
  readonly caseIds: readonly string[];
  readonly institutionIds: readonly string[];
}

export async function measureAt(scene: Scene): Promise<Figures> {
  const { writer, reader, open } = scene;
  const chance = new Seeded(scene.caseIds.length);
  const anyOf = (ids: readonly string[]) => ids[chance.between(0, ids.length - 1)] ?? '';
  const shared = [...new Set(Array.from({ length: sharedCases }, () => anyOf(scene.caseIds)))];
  await share(scene, shared);
  for (const device of [writer, reader]) await device.pull(await device.feeds());

  const times = new Map<string, number[]>();
  const time = async <Value>(what: string, work: () => Promise<Value>): Promise<Value> => {
    const begun = performance.now();
    const value = await work();
    times.set(what, [...(times.get(what) ?? []), performance.now() - begun]);
    return value;
  };
  const overviews = new KnownLines();
  for (let round = 0; round < repeats; round += 1) {
    const cases = Array.from({ length: batchCases }, () => anyOf(shared));
    for (let at = 0; at < batchSteps; at += 1) {
      const { kind, payload } = mixedStep(chance);
      writer.record(cases[at % batchCases] ?? '', kind, payload);
    }
    await time(measured[0], () => writer.push());
    await time(measured[1], () => open.deriver.drained());
    const feeds = await time(measured[2], () => reader.feeds());
    await time(measured[3], () => reader.pull(feeds));
    const whole = anyOf(shared);
    reader.forget(whole);
    await time(measured[4], () => reader.pull([{ feed: whole, head: stepsOfCase }]));
    await time(measured[5], () => overviewOf({ server: open.context, overviews }, 'all', '2026-12-31'));
    await time(measured[6], () => institutionLog(open.context, scene.institutionIds[0] ?? ''));
  }
  // the machine may do other work besides: the quickest is what the work itself takes
  const figure = (what: string) => Math.min(...(times.get(what) ?? []));
  return {
    [measured[0]]: figure(measured[0]),
    [measured[1]]: figure(measured[1]),
    [measured[2]]: figure(measured[2]),
    [measured[3]]: figure(measured[3]),
    [measured[4]]: figure(measured[4]),
    [measured[5]]: figure(measured[5]),
    [measured[6]]: figure(measured[6]),
  };
}

/** Writer and reader may see these cases and no others. */
async function share({ databaseUrl, writer, reader }: Scene, feedIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('delete from feed_grant where person_id = any($1)', [
    [writer.personId, reader.personId],
  ]);
  for (const [person, role] of [
    [writer.personId, 'caseworker'],
    [reader.personId, 'supervisor'],
  ]) {
    await client.query(
      `insert into feed_grant (feed_id, person_id, role, granted_by, granted_at)
       select feed_id, $2, $3, $2, now() from unnest($1::uuid[]) as one (feed_id)`,
      [feedIds, person, role],
    );
  }
  await client.end();
}

/** Computing a line does not depend on the database: here every line counts as computed before. */
class KnownLines extends OverviewCache {
  #known: OverviewLine | null = null;

  override async line(_key: string, make: () => Promise<OverviewLine>): Promise<OverviewLine> {
    this.#known ??= await make();
    return this.#known;
  }
}
