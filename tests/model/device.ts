/**
 * A device of the model: the real local database and the real sync code. It can lose power before
 * any statement, be restored from an old copy, and have a wrong clock.
 */
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Writer } from '#db/open/handles.ts';
import { query } from '#db/open/query.ts';
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { markStale, projectStale } from '#db/projections/staleCases.ts';
import { appendSteps, prevHashOf, type StepDraft, storeOwn } from '#db/steps/append.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { Connection } from '#host/sync/connection.ts';
import { enrol } from '#host/sync/enrol.ts';
import { mayGo, reportOf, tellWiped } from '#host/sync/farewell.ts';
import { Gauge } from '#host/sync/gauge.ts';
import { Link, packings } from '#host/sync/link.ts';
import type { SyncPorts } from '#host/sync/ports.ts';
import { type SyncRound, syncOnce } from '#host/sync/round.ts';
import type { Result } from '#shared/contract/failure.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';
import type { Role } from '#shared/domain/roles.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import type { FarewellReport } from '#shared/sync/messages.ts';
import { saltLength, sealBytes } from '#shared/sync/seal.ts';
import type { Seeded } from '../factories/seeded.ts';
import { aChild } from '../factories/story.ts';
import type { Disk, FragileWriter } from './disk.ts';
import type { Network } from './network.ts';

/** Even a short feed comes in several pieces; one of the caseworkers sends few steps at once, and batches ahead. */
function linkOf(login: string): Link {
  const piece = new Gauge(1024, 1024);
  return new Link(packings(), login === 'aigul' ? { piece, batchSteps: 3 } : { piece });
}

const revocation = z.object({ as: z.enum(['lost', 'withdrawn']), proven: z.boolean() });

export interface DeviceCopy {
  readonly file: Buffer;
  readonly login: string;
  readonly role: Role;
}

export class ModelDevice {
  readonly login: string;
  readonly role: Role;
  readonly #network: Network;
  readonly #time: () => number;
  readonly #disk: Disk;
  #writer: FragileWriter;
  /** How wrong its clock is, milliseconds. */
  skew = 0;
  /** What its app speaks; 2 once it is updated. */
  protocol = 1;
  readonly #link: Link;

  constructor(given: { login: string; role: Role; disk: Disk }, network: Network, time: () => number) {
    this.login = given.login;
    this.role = given.role;
    this.#network = network;
    this.#time = time;
    this.#link = linkOf(given.login);
    this.#disk = given.disk;
    this.#writer = this.#disk.open();
  }

  /** A standalone profile, before it is enrolled. */
  static make(
    given: { login: string; role: Role; institution: string; disk: Disk },
    network: Network,
    time: () => number,
  ): ModelDevice {
    const { login, role, institution } = given;
    const device = new ModelDevice(given, network, time);
    const institutionId = v7({ msecs: time() });
    device.database.insert('institution', { institution_id: institutionId, name: institution, region: null });
    writeProfile(device.database, {
      personId: v7({ msecs: time() }),
      personName: login,
      deviceId: v7({ msecs: time() }),
      roles: [{ institutionId, role }],
      standalone: true,
      serverUrl: null,
      clockOffset: 0,
      newestServerTime: null,
      lastContactAt: null,
      enrolledAt: null,
      madeAt: new Date(time()).toISOString(),
    });
    return device;
  }

  get database(): Writer {
    return this.#writer;
  }

  get now(): Date {
    return new Date(this.#time() + this.skew);
  }

  get profile() {
    const profile = readProfile(this.#writer);
    if (profile === null) throw new Error('a device has a profile');
    return profile;
  }

  get ports(): SyncPorts {
    return {
      database: this.#writer,
      fetch: () => Promise.reject(new TypeError('no other network')),
      connect: (options) => this.#network.connect(options, this.protocol),
      now: () => this.now,
      random: () => 0.5,
      link: this.#link,
    };
  }

  async enrol(code: string): Promise<void> {
    const enrolled = await enrol(this.ports, { server: 'http://model', code });
    if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.error.code}`);
  }

  sync(): Promise<Result<SyncRound>> {
    return syncOnce(this.ports);
  }

  /**
   * As the app does (host/profile/wipe.ts), where a round ended because the device is revoked: once it may
   * go, its disk is gone, and then it says so. Null where it stays.
   */
  async endIfRevoked(round: Result<unknown>): Promise<(FarewellReport & { readonly as: string }) | null> {
    if (round.ok || round.error.code !== 'device_revoked') return null;
    const { as, proven } = revocation.parse(round.error.details);
    if (!proven || !mayGo(this.#writer, as, () => false)) return null;
    const connection = Connection.open(this.ports);
    if (connection === null) throw new Error('a revoked device was enrolled');
    const report = reportOf(this.#writer);
    connection.signKey();
    this.close();
    // the model's time is its own: it goes on between two events only
    await tellWiped(connection, report, () => Promise.resolve());
    return { ...report, as };
  }

  record(drafts: readonly StepDraft[]): void {
    const { personId, deviceId, clockOffset } = this.profile;
    appendSteps(this.#writer, { personId, deviceId, clockOffset }, this.now, drafts);
  }

  /** What an app of next year writes: this one knows neither the kind nor what is in it. */
  recordOfNextYear(feedId: string, text: string): void {
    const { personId, deviceId, clockOffset } = this.profile;
    const own = query.selectFrom('own_device').selectAll().where('device_id', '=', deviceId);
    this.#writer.transaction(() => {
      const row = this.#writer.select(own)[0];
      if (row === undefined) throw new Error('a device knows its number');
      const header = {
        id: v7({ msecs: this.now.getTime() }),
        feedId,
        deviceId,
        seq: row.last_seq + 1,
        basePos: 0,
        kind: 'visit.planned_by_drone',
        version: 3,
        minReader: 3,
        occurredOn: '2026-01-12',
        recordedAt: this.now.toISOString(),
        clockOffset,
        authorId: personId,
        eventId: null,
      };
      const salt = new Uint8Array(randomBytes(saltLength));
      const payload = canonicalBytes({ text, drone: { height: 12 } });
      storeOwn(this.#writer, sealBytes(header, payload, salt, prevHashOf(this.#writer, header)));
      this.#writer.put('own_device', { ...row, last_seq: header.seq });
      markStale(this.#writer, [feedId]);
    });
    projectStale(this.#writer);
  }

  openCase(text: string): string {
    const caseId = v7({ msecs: this.now.getTime() });
    const on = '2026-01-10';
    const msecs = this.now.getTime();
    const opened = {
      caseCode: makeCaseCode(randomBytes(7)),
      institutionId: this.profile.roles[0]?.institutionId ?? '',
      childId: v7({ msecs }),
    };
    this.record([
      { feedId: caseId, kind: 'case.opened', payload: opened, occurredOn: on },
      {
        feedId: caseId,
        kind: 'child.admitted',
        payload: { child: aChild, admittedOn: on },
        occurredOn: on,
      },
      { feedId: caseId, kind: 'note.added', payload: { text }, occurredOn: on },
    ]);
    return caseId;
  }

  /** Cases whose steps are here, as a person would see them in the list. */
  cases(): string[] {
    return feedCursors(this.#writer)
      .filter((feed) => feed.kind === 'case')
      .map((feed) => feed.feedId);
  }

  /** Cuts the power before one of the next statements. */
  cutIn(statements: number): void {
    this.#writer.left = statements;
  }

  /** Has power, and no cut is near. */
  start(): void {
    if (this.#writer.left < 0) this.restart();
    else this.#writer.left = Number.POSITIVE_INFINITY;
  }

  /** Starts again with what is on the disk. */
  restart(): void {
    this.#writer = this.#disk.open();
    this.#writer.left = Number.POSITIVE_INFINITY;
    projectStale(this.#writer);
  }

  copy(): DeviceCopy {
    return { file: this.#disk.copy(), login: this.login, role: this.role };
  }

  /** Restored from a copy. */
  restore(copy: DeviceCopy): void {
    this.#disk.replace(copy.file);
    this.restart();
  }

  /** The texts of notes in own steps, sent or not. */
  ownTexts(): string[] {
    const own = this.#writer.select(
      query
        .selectFrom('step')
        .select('payload')
        .where('device_id', 'in', query.selectFrom('own_device').select('device_id')),
    );
    return own.flatMap((row) => textOf(row.payload));
  }

  /** Ids of steps that this device wrote, under whatever id. */
  ownSteps(): string[] {
    return this.#writer.select(this.#stepsOfOwn('in')).map((row) => row.id);
  }

  /** Steps of others that have no position here. */
  withoutPosition(): { id: string; feedId: string }[] {
    const rows = this.#writer.select(this.#stepsOfOwn('not in').where('pos', 'is', null));
    return rows.map((row) => ({ id: row.id, feedId: row.feed_id }));
  }

  #stepsOfOwn(whether: 'in' | 'not in') {
    const own = query.selectFrom('own_device').select('device_id');
    return query.selectFrom('step').select(['id', 'feed_id']).where('device_id', whether, own);
  }

  close(): void {
    this.#disk.close();
  }
}

/** A few steps of a case, with the text in the first of them. */
export function draftsOf(chance: Seeded, feedId: string, text: string): StepDraft[] {
  const occurredOn = '2026-01-12';
  const place = chance.pick(['Шелек', 'Талгар', 'Есик']);
  const note: StepDraft = { feedId, kind: 'note.added', payload: { text }, occurredOn };
  const moved: StepDraft = {
    feedId,
    kind: 'child.amended',
    payload: { set: { familyPlace: place }, reason: text },
    occurredOn,
  };
  const more = Array.from({ length: chance.between(0, 3) }, () => ({
    ...note,
    payload: { text: 'ещё раз' },
  }));
  return [chance.next() < 0.3 ? moved : note, ...more];
}

/** The marks of the model are texts "m" and a number, in whatever kind of step. */
export function textOf(payload: Uint8Array): string[] {
  return (
    Buffer.from(payload)
      .toString('utf8')
      .match(/\bm\d+\b/g) ?? []
  );
}
