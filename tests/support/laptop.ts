/** A laptop for tests of sync: a real encrypted database in a folder of its own, and what is done on it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import type { Writer } from '#db/open/handles.ts';
import { openWriter } from '#db/open/openDatabase.ts';
import { query } from '#db/open/query.ts';
import { resolveAlias } from '#db/profile/aliases.ts';
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { appendSteps, prevHashOf, storeOwn } from '#db/steps/append.ts';
import { feedCursors, feedOfInstitution } from '#db/steps/feeds.ts';
import { enrol } from '#host/sync/enrol.ts';
import { Link } from '#host/sync/link.ts';
import type { SyncPorts } from '#host/sync/ports.ts';
import { type RoundOptions, type SyncRound, syncOnce } from '#host/sync/round.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';
import type { Day } from '#shared/domain/day.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { StepHeader } from '#shared/domain/step.ts';
import type { PayloadInputOf, StepKind } from '#shared/domain/steps/index.ts';
import { kindOf } from '#shared/domain/steps/index.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { type SealedStep, saltLength, sealBytes } from '#shared/sync/seal.ts';
import { aChild } from '../factories/story.ts';

export class Laptop {
  readonly database: Writer;
  readonly #folder: string;
  readonly #key: Uint8Array;
  #now: () => Date;
  /** The network; tests cut it by giving another. */
  fetch: typeof fetch = globalThis.fetch;
  /** How long an answer may take; null for the usual time. */
  timeoutMs: number | null = null;
  /** What this laptop knows of its line; another one as after a start. */
  link = new Link();

  private constructor(given: { database: Writer; folder: string; key: Uint8Array; now: () => Date }) {
    this.database = given.database;
    this.#folder = given.folder;
    this.#key = given.key;
    this.#now = given.now;
  }

  /** A standalone profile, as `init` makes it. */
  static make(given: { role: Role; institution?: string; now?: () => Date }): Laptop {
    const folder = mkdtempSync(path.join(tmpdir(), 'uige-laptop-'));
    const key = new Uint8Array(randomBytes(32));
    const opened = openWriter({ path: path.join(folder, 'uige.db'), key });
    if (!opened.ok) throw new Error(opened.error.code);
    const now = given.now ?? (() => new Date());
    const laptop = new Laptop({ database: opened.value, folder, key, now });
    const institutionId = v7();
    if (given.institution !== undefined) {
      laptop.database.insert('institution', {
        institution_id: institutionId,
        name: given.institution,
        region: null,
      });
    }
    writeProfile(laptop.database, {
      personId: v7(),
      personName: 'Айгүл Сапарова',
      deviceId: v7(),
      roles: [{ institutionId, role: given.role }],
      standalone: true,
      serverUrl: null,
      clockOffset: 0,
      newestServerTime: null,
      lastContactAt: null,
      enrolledAt: null,
      madeAt: now().toISOString(),
    });
    return laptop;
  }

  get ports(): SyncPorts {
    return {
      database: this.database,
      fetch: (...given) => this.fetch(...given),
      now: () => this.#now(),
      random: () => 0.5,
      link: this.link,
      ...(this.timeoutMs === null ? {} : { timeoutMs: this.timeoutMs }),
    };
  }

  get profile() {
    const profile = readProfile(this.database);
    if (profile === null) throw new Error('no profile');
    return profile;
  }

  get institutionId(): string {
    return this.profile.roles[0]?.institutionId ?? '';
  }

  enrol(server: string, code: string, institutionId?: string) {
    return enrol(
      this.ports,
      institutionId === undefined ? { server, code } : { server, code, institutionId },
    );
  }

  /** Somebody sets the clock of this laptop wrong. */
  shiftClock(milliseconds: number): void {
    const right = this.#now;
    this.#now = () => new Date(right().getTime() + milliseconds);
  }

  /** A round that must succeed. */
  async sync(options: RoundOptions = {}): Promise<SyncRound> {
    const round = await syncOnce(this.ports, options);
    if (!round.ok) throw new Error(`sync failed: ${JSON.stringify(round.error)}`);
    return round.value;
  }

  trySync() {
    return syncOnce(this.ports);
  }

  /** Does something over another network than the usual one. */
  async during<Value>(network: typeof fetch, work: () => Promise<Value>): Promise<Value> {
    const usual = this.fetch;
    this.fetch = network;
    try {
      return await work();
    } finally {
      this.fetch = usual;
    }
  }

  /** A child's case, opened and admitted; answers its id. */
  openCase(on: Day = '2026-01-10'): string {
    const caseId = v7();
    this.recordAll([
      {
        feedId: caseId,
        kind: 'case.opened',
        payload: { caseCode: makeCaseCode(randomBytes(7)), institutionId: this.institutionId, childId: v7() },
        on,
      },
      { feedId: caseId, kind: 'child.admitted', payload: { child: aChild, admittedOn: on }, on },
    ]);
    return caseId;
  }

  note(caseId: string, text: string): string {
    return this.record(caseId, 'note.added', { text });
  }

  record<Kind extends StepKind>(
    feedId: string,
    kind: Kind,
    payload: PayloadInputOf<Kind>,
    on: Day = '2026-01-12',
  ) {
    return this.recordAll([{ feedId, kind, payload, on }])[0] ?? '';
  }

  recordAll(drafts: readonly { feedId: string; kind: StepKind; payload: unknown; on: Day }[]): string[] {
    const { personId, deviceId, clockOffset } = this.profile;
    const sealed = appendSteps(
      this.database,
      { personId, deviceId, clockOffset },
      this.#now(),
      drafts.map(({ feedId, kind, payload, on }) => ({
        feedId,
        kind,
        payload: kindOf(kind).schema.parse(payload),
        occurredOn: on,
      })),
    );
    return sealed.map((step) => step.id);
  }

  /** An own step that no form of the app would record: it goes straight into the log. */
  forge(feedId: string, change: Partial<SealedStep>): string {
    const { personId, deviceId } = this.profile;
    const now = this.#now().toISOString();
    const seq =
      1 +
      Number(
        this.database.select(
          query.selectFrom('own_device').select('last_seq').where('device_id', '=', deviceId),
        )[0]?.last_seq,
      );
    const header: StepHeader = {
      id: v7(),
      feedId,
      deviceId,
      seq,
      basePos: 0,
      kind: 'note.added',
      version: 1,
      minReader: 1,
      occurredOn: '2026-01-12',
      recordedAt: now,
      clockOffset: 0,
      authorId: personId,
      eventId: null,
      ...change,
    };
    const payload = change.payload ?? canonicalBytes({ text: 'запись' });
    const prevHash = prevHashOf(this.database, { feedId, deviceId });
    const step = sealBytes(header, payload, new Uint8Array(randomBytes(saltLength)), prevHash);
    this.database.transaction(() => {
      storeOwn(this.database, { ...step, hash: change.hash ?? step.hash });
      this.database.put('own_device', { device_id: deviceId, last_seq: seq, made_at: now });
    });
    return step.id;
  }

  /** What the server said of a step: verdict and reason. */
  verdictOf(feedId: string, id: string): (string | null)[] {
    const row = this.database.select(
      query
        .selectFrom('step')
        .select(['verdict', 'verdict_reason'])
        .where('feed_id', '=', feedId)
        .where('id', '=', id),
    )[0];
    return [row?.verdict ?? null, row?.verdict_reason ?? null];
  }

  /** The same laptop restored elsewhere from a copy made now. */
  copy(): Laptop {
    const folder = mkdtempSync(path.join(tmpdir(), 'uige-laptop-'));
    const file = path.join(folder, 'uige.db');
    this.database.copyInto(file);
    const opened = openWriter({ path: file, key: this.#key });
    if (!opened.ok) throw new Error(opened.error.code);
    return new Laptop({ database: opened.value, folder, key: new Uint8Array(this.#key), now: this.#now });
  }

  institutionFeed(kind: 'institution' | 'roster'): string {
    const id = resolveAlias(this.database, this.institutionId);
    return feedOfInstitution(this.database, kind, id) ?? '';
  }

  /** What this laptop holds of each feed: kind, position and checksum, by feed. */
  feeds(): Map<string, string> {
    return new Map(
      feedCursors(this.database).map(({ feedId, kind, pos, checksum }) => [
        feedId,
        `${kind} ${pos} ${checksum}`,
      ]),
    );
  }

  close(): void {
    this.database.close();
    this.#key.fill(0);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Feeds both hold and on which they differ; empty when they have converged. */
export function differences(one: Laptop, other: Laptop): string[] {
  const others = other.feeds();
  return [...one.feeds()]
    .filter(([feed, held]) => others.has(feed) && others.get(feed) !== held)
    .map(([feed]) => feed);
}
