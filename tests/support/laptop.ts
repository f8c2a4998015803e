/** A laptop for tests of sync: a real encrypted database in a folder of its own, and what is done on it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import type { Writer } from '#db/open/handles.ts';
import { openWriter } from '#db/open/openDatabase.ts';
import { resolveAlias } from '#db/profile/aliases.ts';
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { appendSteps } from '#db/steps/append.ts';
import { feedCursors, feedOfInstitution } from '#db/steps/feeds.ts';
import { enrol } from '#host/sync/enrol.ts';
import type { SyncPorts } from '#host/sync/ports.ts';
import { type SyncRound, syncOnce } from '#host/sync/round.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';
import type { Day } from '#shared/domain/day.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { PayloadInputOf, StepKind } from '#shared/domain/steps/index.ts';
import { kindOf } from '#shared/domain/steps/index.ts';
import { aChild } from '../factories/story.ts';

export class Laptop {
  readonly database: Writer;
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #now: () => Date;
  /** The network; tests cut it by giving another. */
  fetch: typeof fetch = globalThis.fetch;

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
      now: this.#now,
      random: () => 0.5,
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

  enrol(server: string, code: string) {
    return enrol(this.ports, { server, code });
  }

  /** A round that must succeed. */
  async sync(): Promise<SyncRound> {
    const round = await syncOnce(this.ports);
    if (!round.ok) throw new Error(`sync failed: ${JSON.stringify(round.error)}`);
    return round.value;
  }

  trySync() {
    return syncOnce(this.ports);
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
