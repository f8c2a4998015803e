/** The audit from its newest entry backwards, page by page, narrowed to a topic. */
import { z } from 'zod';
import type { AuditPlace, AuditTopic } from '#shared/console/oversight.ts';
import { between, type Reads } from '../store/store.ts';

export interface AuditItem extends AuditPlace {
  readonly action: string;
  readonly outcome: string;
  readonly personId: string | null;
  readonly deviceId: string | null;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}

const pageSize = 50;
/** Rows looked at for one page: where a topic is rare, a page may come back short, with a place to go on from. */
const mostLookedAt = 5000;
const readAtOnce = 1000;

const entry = z.object({
  action: z.string(),
  outcome: z.string(),
  personId: z.string().nullish(),
  deviceId: z.string().nullish(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).optional(),
});

const topics: Readonly<Record<AuditTopic, (one: AuditItem) => boolean>> = {
  all: () => true,
  administration: ({ action }) => /^(admin|grant|server)\./.test(action),
  signing_in: ({ action }) => action.startsWith('console.') && !action.startsWith('console.figures'),
  figures: ({ action }) => action.startsWith('console.figures'),
  sync: ({ action }) => !/^(admin|audit|console|grant|server)\./.test(action),
  refusals: ({ outcome }) => !['done', 'listening', 'begun'].includes(outcome),
};

export async function auditPage(
  reads: Reads,
  topic: AuditTopic,
  before: AuditPlace | null,
): Promise<{ items: AuditItem[]; next: AuditPlace | null }> {
  const items: AuditItem[] = [];
  let place = before;
  for (let looked = 0; looked < mostLookedAt; ) {
    const read = await readBefore(reads, place);
    looked += readAtOnce;
    for (const item of read) {
      place = { at: item.at, writerId: item.writerId, seq: item.seq };
      if (topics[topic](item)) items.push(item);
      if (items.length === pageSize) return { items, next: place };
    }
    if (read.length === 0) return { items, next: null };
  }
  return { items, next: place };
}

async function readBefore(reads: Reads, place: AuditPlace | null): Promise<AuditItem[]> {
  const rows = await reads.select('audit', {
    columns: ['at', 'writer_id', 'seq', 'entry'],
    where: place === null ? {} : { at: between(new Date(0), new Date(place.at)) },
    order: ['at', 'writer_id', 'seq'],
    descending: true,
    limit: readAtOnce,
  });
  return rows
    .map(({ at, writer_id, seq, entry: text }) => ({
      at: at.toISOString(),
      writerId: writer_id,
      seq,
      ...readEntry(text),
    }))
    .filter((row) => place === null || isBefore(row, place));
}

function readEntry(text: string): Omit<AuditItem, keyof AuditPlace> {
  const read = entry.parse(JSON.parse(text));
  return {
    action: read.action,
    outcome: read.outcome,
    personId: read.personId ?? null,
    deviceId: read.deviceId ?? null,
    details: read.details ?? {},
  };
}

function isBefore(one: AuditPlace, place: AuditPlace): boolean {
  if (one.at !== place.at) return one.at < place.at;
  if (one.writerId !== place.writerId) return one.writerId < place.writerId;
  return one.seq < place.seq;
}
