/**
 * Steps on the wire, as columns (docs/sync-protocol.md §5): tables with indexes, differences
 * instead of numbers, random bytes in one string. A typical step is then under 150 bytes after
 * compression. No hash is sent: whoever reads computes them.
 *
 * Encoding keeps every field exactly; a step that cannot be told exactly throws, for its hash
 * would not hold on the other side.
 */
import { z } from 'zod';
import type { StepHeader } from '../domain/step.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { fromHex, fromUtf8, toHex, utf8 } from './bytes.ts';
import { type SealedStep, saltLength } from './seal.ts';

/** More than a sender may put into one message (§5, §8). */
const maxSteps = 2000;
const index = z.array(z.int().min(0)).max(maxSteps);
const differences = z.array(z.int()).max(maxSteps);
const table = z.array(z.uuid().lowercase()).max(maxSteps);

/** A short text of a header, as any database keeps it. */
const word = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'));
/** A version: what a database counts with four bytes. */
const small = z.int32();

export const stepColumns = z.object({
  feeds: table,
  devices: table,
  authors: table,
  events: table,
  kinds: z.array(z.tuple([word(60), small, small])).max(maxSteps),
  days: z.array(word(20)).max(maxSteps),
  feed: index,
  device: index,
  author: index,
  /** 0 for none, else index + 1. */
  event: index,
  kind: index,
  day: index,
  seq: differences,
  basePos: differences,
  recordedAt: differences,
  clockOffset: differences,
  /** The time inside the id, as a difference to `recordedAt`. */
  idTime: differences,
  /** 10 bytes of id and 16 of salt for each step, base64. */
  random: z.base64().max(((maxSteps * 26 + 2) / 3) * 4),
  payload: z.array(z.string()).max(maxSteps),
});
export type StepColumns = z.infer<typeof stepColumns>;

/** A step as it travels: sealed but for the hashes. */
export interface TravellingStep extends StepHeader {
  readonly payload: Uint8Array;
  readonly salt: Uint8Array;
}

const idRandomLength = 10;
const randomLength = idRandomLength + saltLength;

export function encodeSteps(steps: readonly (TravellingStep | SealedStep)[]): StepColumns {
  const feeds = new Table(exactUuid);
  const devices = new Table(exactUuid);
  const authors = new Table(exactUuid);
  const events = new Table(exactUuid);
  const kinds = new Table((text) => text);
  const days = new Table((day) => day);
  const recorded = steps.map((step) => exactTime(step.recordedAt));
  const random = new Uint8Array(steps.length * randomLength);
  for (const [at, step] of steps.entries()) {
    random.set(idRandom(exactUuid(step.id)), at * randomLength);
    random.set(exactSalt(step), at * randomLength + idRandomLength);
  }
  return {
    feed: steps.map((step) => feeds.place(step.feedId)),
    device: steps.map((step) => devices.place(step.deviceId)),
    author: steps.map((step) => authors.place(step.authorId)),
    event: steps.map((step) => (step.eventId === null ? 0 : events.place(step.eventId) + 1)),
    kind: steps.map((step) => kinds.place(JSON.stringify([step.kind, step.version, step.minReader]))),
    day: steps.map((step) => days.place(step.occurredOn)),
    feeds: feeds.values,
    devices: devices.values,
    authors: authors.values,
    events: events.values,
    kinds: kinds.values.map((text) => kindTuple.parse(JSON.parse(text))),
    days: days.values,
    seq: toDifferences(steps.map((step) => step.seq)),
    basePos: toDifferences(steps.map((step) => step.basePos)),
    recordedAt: toDifferences(recorded),
    clockOffset: toDifferences(steps.map((step) => step.clockOffset)),
    idTime: steps.map((step, at) => idTime(step.id) - (recorded[at] ?? 0)),
    random: toBase64(random),
    payload: steps.map((step) => fromUtf8(step.payload)),
  };
}

const kindTuple = z.tuple([z.string(), z.number(), z.number()]);

/** Null where the columns do not fit each other: not a message of ours. */
export function decodeSteps(columns: StepColumns): TravellingStep[] | null {
  const count = columns.feed.length;
  const lists = [
    columns.device,
    columns.author,
    columns.event,
    columns.kind,
    columns.day,
    columns.seq,
    columns.basePos,
    columns.recordedAt,
    columns.clockOffset,
    columns.idTime,
    columns.payload,
  ];
  if (lists.some((list) => list.length !== count)) return null;
  const random = fromBase64(columns.random);
  if (random.length !== count * randomLength) return null;
  const seqs = fromDifferences(columns.seq);
  const basePositions = fromDifferences(columns.basePos);
  const recorded = fromDifferences(columns.recordedAt);
  const offsets = fromDifferences(columns.clockOffset);
  // each difference is exact, but their sum need not be
  if (![seqs, basePositions, recorded, offsets].flat().every(Number.isSafeInteger)) return null;
  const steps: TravellingStep[] = [];
  for (let at = 0; at < count; at += 1) {
    const kind = columns.kinds[columns.kind[at] ?? -1];
    const feedId = columns.feeds[columns.feed[at] ?? -1];
    const deviceId = columns.devices[columns.device[at] ?? -1];
    const authorId = columns.authors[columns.author[at] ?? -1];
    const occurredOn = columns.days[columns.day[at] ?? -1];
    const event = columns.event[at] ?? 0;
    const eventId = event === 0 ? null : columns.events[event - 1];
    const recordedAt = instant(recorded[at]);
    const bytes = random.subarray(at * randomLength, (at + 1) * randomLength);
    const id = makeId((recorded[at] ?? 0) + (columns.idTime[at] ?? 0), bytes.subarray(0, idRandomLength));
    if (!kind || !feedId || !deviceId || !authorId || occurredOn === undefined) return null;
    if (eventId === undefined || recordedAt === null || id === null) return null;
    steps.push({
      id,
      feedId,
      deviceId,
      seq: seqs[at] ?? 0,
      basePos: basePositions[at] ?? 0,
      kind: kind[0],
      version: kind[1],
      minReader: kind[2],
      occurredOn,
      recordedAt,
      clockOffset: offsets[at] ?? 0,
      authorId,
      eventId,
      payload: utf8(columns.payload[at] ?? ''),
      salt: bytes.slice(idRandomLength),
    });
  }
  return steps;
}

/** Values by their place; each is checked once, when it is entered. */
class Table {
  readonly values: string[] = [];
  readonly #exact: (value: string) => string;
  readonly #places = new Map<string, number>();

  constructor(exact: (value: string) => string) {
    this.#exact = exact;
  }

  place(value: string): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    this.#places.set(value, this.values.length);
    return this.values.push(this.#exact(value)) - 1;
  }
}

function toDifferences(values: readonly number[]): number[] {
  return values.map((value, at) => value - (at === 0 ? 0 : (values[at - 1] ?? 0)));
}

function fromDifferences(differences: readonly number[]): number[] {
  let value = 0;
  return differences.map((difference) => {
    value += difference;
    return value;
  });
}

/** The first six bytes of an id, a UUIDv7's milliseconds since 1970. */
function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The ten bytes behind them. */
function idRandom(id: string): Uint8Array {
  return fromHex(id.slice(14, 18) + id.slice(19, 23) + id.slice(24));
}

function makeId(time: number, rest: Uint8Array): string | null {
  if (!Number.isInteger(time) || time < 0 || time >= 2 ** 48) return null;
  const hex = time.toString(16).padStart(12, '0') + toHex(rest);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function instant(time: number | undefined): string | null {
  if (time === undefined || !Number.isInteger(time) || Math.abs(time) > 8.64e15) return null;
  return new Date(time).toISOString();
}

function exactTime(iso: string): number {
  const time = Date.parse(iso);
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso)
    throw new TypeError('recordedAt is not exact');
  return time;
}

function exactUuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new TypeError('an id is not a lower case UUID');
  return id;
}

function exactSalt(step: TravellingStep | undefined): Uint8Array {
  if (step?.salt.length !== saltLength) throw new TypeError('a salt has the wrong length');
  return step.salt;
}
