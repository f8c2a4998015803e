/**
 * Figures for the region and the ministry, computed from the institutions' feeds as every device
 * computes them, and always suppressed: the overview's cells are taken from the same suppressed
 * reports that can be opened and exported, so that the one cannot be read against the other.
 */

import {
  type ConsoleReport,
  type Overview,
  type OverviewColumn,
  type OverviewLine,
  overviewColumns,
  overviewShares,
  reportModel,
} from '#shared/console/figures.ts';
import { dayOfInstant, startOfDay } from '#shared/country/kz/zone.ts';
import { addDays, type Day, earlierDay } from '#shared/domain/day.ts';
import { figures } from '#shared/domain/indicators/figures.ts';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { closureOfPeriod } from '#shared/domain/report/closurePeriod.ts';
import type { Cell, ReportModel } from '#shared/domain/report/shape.ts';
import { kindOf } from '#shared/domain/steps/index.ts';
import type { CaseSummary } from '#shared/domain/summary/shape.ts';
import { parsePayload } from '#shared/sync/canonical.ts';
import type { ServerContext } from '../context.ts';
import { between, oneOf, type Reads } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { Caller } from './caller.ts';
import type { ConsoleParts } from './parts.ts';
import { refused } from './refused.ts';

type Institution = Pick<Tables['institution'], 'institution_id' | 'name' | 'region' | 'institution_feed_id'>;

export interface Period {
  readonly institution: string;
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
}

/** One institution; one that is out of reach is as unknown as one that is not there. */
export async function reportOf(
  server: ServerContext,
  reach: Caller['reach'],
  period: Period,
): Promise<ReportModel> {
  if (period.from > period.to) throw refused('period_backwards');
  const all = await institutionsIn(server.store, reach, period.institution);
  const [found] = all;
  if (found === undefined) throw refused('institution_unknown');
  const day = earlierDay(period.asOf, todayOf(server));
  const received = await receivedBy(server, found, day);
  return modelOf(found, await knownAt(server, found, received, day), period);
}

export function shownReport(model: ReportModel): ConsoleReport {
  return reportModel.parse(model);
}

/** From each institution's baseline day to the as-of day. */
export async function overviewOf(
  { server, overviews }: Pick<ConsoleParts, 'server' | 'overviews'>,
  reach: Caller['reach'],
  asOf: Day,
): Promise<Overview> {
  const day = earlierDay(asOf, todayOf(server));
  const lines: OverviewLine[] = [];
  for (const one of await institutionsIn(server.store, reach)) {
    const received = await receivedBy(server, one, day);
    const key = [one.institution_id, one.name, one.region, received.position, day].join('\n');
    lines.push(await overviews.line(key, () => overviewLine(server, one, received, day)));
  }
  return { asOf: day, lines };
}

async function overviewLine(
  server: ServerContext,
  one: Institution,
  received: Received,
  day: Day,
): Promise<OverviewLine> {
  const known = await knownAt(server, one, received, day);
  const model = modelOf(one, known, { from: known.firstDay, to: day, asOf: day });
  return {
    institutionId: one.institution_id,
    name: one.name,
    region: one.region,
    ...cellsOf(model),
    from: known.firstDay,
    lastReceivedAt: received.at?.toISOString() ?? null,
  };
}

function todayOf(server: ServerContext): Day {
  return dayOfInstant(server.now().getTime());
}

async function institutionsIn(reads: Reads, reach: Caller['reach'], only?: string): Promise<Institution[]> {
  if (reach !== 'all' && only !== undefined && !reach.includes(only)) return [];
  const ids = only === undefined ? reach : [only];
  return reads.select('institution', {
    columns: ['institution_id', 'name', 'region', 'institution_feed_id'],
    where: ids === 'all' ? {} : { institution_id: oneOf(ids) },
    order: ['name'],
  });
}

interface Received {
  readonly position: number;
  readonly at: Date | null;
}

/** What was known at the end of a day: as-of is the last position received before that. */
async function receivedBy(
  { store }: ServerContext,
  { institution_feed_id }: Institution,
  day: Day,
): Promise<Received> {
  const endOfDay = new Date(startOfDay(addDays(day, 1)) - 1);
  const [last] = await store.select('step', {
    columns: ['pos', 'received_at'],
    where: { feed_id: institution_feed_id, received_at: between(new Date(0), endOfDay) },
    order: ['pos'],
    descending: true,
    limit: 1,
  });
  return { position: last?.pos ?? 0, at: last?.received_at ?? null };
}

interface Known {
  readonly asOf: Day;
  readonly firstDay: Day;
  readonly figuresOn: (day: Day) => InstitutionFigures;
}

async function knownAt(
  { store }: ServerContext,
  { institution_id, institution_feed_id }: Institution,
  { position }: Received,
  asOf: Day,
): Promise<Known> {
  const steps = await store.select('step', {
    columns: ['kind', 'payload'],
    where: {
      feed_id: institution_feed_id,
      kind: oneOf(['case.summarised', 'baseline.set']),
      pos: between(1, position),
    },
    order: ['pos'],
  });
  const { summaries, baselineDay } = readLog(steps);
  const figuresOn = (on: Day): InstitutionFigures =>
    figures({ institutionId: institution_id, summaries, baselineDay, position, asOf: on });
  const firstDay = baselineDay ?? figuresOn(asOf).residentsOverTime[0]?.on ?? asOf;
  return { asOf, firstDay: earlierDay(firstDay, asOf), figuresOn };
}

/** The newest summary of each case, in the order of case ids, and the last baseline. */
function readLog(steps: readonly Pick<Tables['step'], 'kind' | 'payload'>[]): {
  summaries: CaseSummary[];
  baselineDay: Day | null;
} {
  const newest = new Map<string, CaseSummary>();
  let baselineDay: Day | null = null;
  for (const { kind, payload } of steps) {
    if (kind === 'baseline.set') {
      const read = kindOf('baseline.set').schema.safeParse(parsePayload(payload));
      if (read.success) baselineDay = read.data.day;
      continue;
    }
    const read = kindOf('case.summarised').schema.safeParse(parsePayload(payload));
    if (read.success) newest.set(read.data.summary.caseId, read.data.summary);
  }
  const summaries = [...newest.values()].toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1));
  return { summaries, baselineDay };
}

function modelOf(
  { institution_id: id, name }: Institution,
  { figuresOn, asOf }: Known,
  { from, to }: Pick<Period, 'from' | 'to' | 'asOf'>,
): ReportModel {
  return closureOfPeriod({ institution: { id, name }, from, to, asOf, suppressed: true, figuresOn });
}

/** Rows of the report under the overview's own names. */
const rowOf: Readonly<Record<OverviewColumn, string>> = {
  baseline: 'baseline',
  admitted: 'admitted',
  left: 'left',
  residents: 'residents_to',
  returned_home: 'returned_home',
  alternative_family: 'alternative_family',
  departed_otherwise: 'departed_otherwise',
  reentered: 'reentered',
};

const none: Cell = { value: 0 };

function cellsOf(model: ReportModel): Pick<OverviewLine, 'cells' | 'shares'> {
  const rows = new Map(model.sections.flatMap((section) => section.rows).map((row) => [row.id, row]));
  const cells = overviewColumns.map((column) => [column, rows.get(rowOf[column])?.cell ?? none]);
  const shares = overviewShares.map((share) => {
    const { cell = none, of = none } = rows.get(share) ?? {};
    return [share, { cell, of }];
  });
  return { cells: Object.fromEntries(cells), shares: Object.fromEntries(shares) };
}
