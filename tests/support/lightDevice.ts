/**
 * A device without a database: real keys, seals, tokens and messages, with queue and cursors in
 * memory, so that a hundred of them are light. It checks what it is given as a device does: no
 * position passed over, every seal, every checksum. Where the line breaks it asks again.
 */
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { type DeviceKeys, makeDeviceKeys, signBytes, signingKey } from '#host/sync/deviceKeys.ts';
import { meaningOf } from '#host/sync/failure.ts';
import { connectToServer } from '#host/sync/transport.ts';
import { kindOf, type PayloadInputOf, type StepKind } from '#shared/domain/steps/index.ts';
import { fromBase64, toBase64 } from '#shared/sync/base64.ts';
import { equalBytes, sha256, toHex } from '#shared/sync/bytes.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { decodeSteps, encodeSteps, type TravellingStep } from '#shared/sync/columns.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import { type FeedItem, maxBatchSteps, type Page } from '#shared/sync/messages.ts';
import { firstPrevHash, headerHash, type SealedStep, saltLength, sealStep } from '#shared/sync/seal.ts';
import { chainEndBytes, enrolmentBytes } from '#shared/sync/signed.ts';

/** What the device holds of a feed. */
export class Held {
  checksum: Uint8Array = emptyChecksum;
  readonly ids: string[] = [];
  /** Of each device its newest step here. */
  readonly chains = new Map<string, Uint8Array>();

  get pos(): number {
    return this.ids.length;
  }

  take(pos: number, step: TravellingStep, prev: Uint8Array | undefined): void {
    if (pos !== this.pos + 1) throw new Error(`position ${pos} follows ${this.pos}`);
    const before = prev ?? this.chains.get(step.deviceId) ?? firstPrevHash;
    const hash = headerHash(step, before, sha256(step.salt, step.payload));
    this.chains.set(step.deviceId, hash);
    this.checksum = nextChecksum(this.checksum, pos, step.id, hash);
    this.ids.push(step.id);
  }
}

export class LightDevice {
  readonly held = new Map<string, Held>();
  /** Step id → feed and position, as the server answered. */
  readonly acknowledged = new Map<string, { readonly feedId: string; readonly pos: number }>();
  readonly personId: string;
  readonly institutionId: string;
  readonly #deviceId: string;
  readonly #keys: DeviceKeys;
  readonly #client: SyncClient;
  readonly #waiting: SealedStep[] = [];
  readonly #own = new Map<string, Uint8Array>();
  #seq = 0;

  private constructor(given: {
    deviceId: string;
    keys: DeviceKeys;
    client: SyncClient;
    personId: string;
    institutionId: string;
  }) {
    this.#deviceId = given.deviceId;
    this.#keys = given.keys;
    this.#client = given.client;
    this.personId = given.personId;
    this.institutionId = given.institutionId;
  }

  static async enrol(serverUrl: string, code: string): Promise<LightDevice> {
    const line = { serverUrl, fetch: globalThis.fetch, serverNow: () => new Date() };
    const deviceId = v7();
    const keys = makeDeviceKeys();
    const signKey = signingKey(keys.sign);
    const told = { id: deviceId, signKey: keys.sign.publicKey, encryptKey: keys.encrypt.publicKey };
    const proof = signBytes(signKey, enrolmentBytes(code, deviceId, told.signKey, told.encryptKey));
    const stranger = connectToServer({ ...line, credentials: null });
    const welcome = await stranger.enrolment.complete({ code, device: told, aliases: [], proof });
    const credentials = { deviceId, signKey, serverId: welcome.server.id };
    return new LightDevice({
      deviceId,
      keys,
      client: connectToServer({ ...line, credentials }),
      personId: welcome.person.id,
      institutionId: welcome.memberships[0]?.institutionId ?? '',
    });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  record<Kind extends StepKind>(feedId: string, kind: Kind, payload: PayloadInputOf<Kind>): string {
    const { version, minReader, schema } = kindOf(kind);
    this.#seq += 1;
    const now = new Date();
    const header = {
      id: v7(),
      feedId,
      deviceId: this.#deviceId,
      seq: this.#seq,
      basePos: this.held.get(feedId)?.pos ?? 0,
      kind,
      version,
      minReader,
      occurredOn: '2026-02-20',
      recordedAt: now.toISOString(),
      clockOffset: 0,
      authorId: this.personId,
      eventId: null,
    };
    const prev = this.#own.get(feedId) ?? firstPrevHash;
    const step = sealStep(header, schema.parse(payload), randomBytes(saltLength), prev);
    this.#own.set(feedId, step.hash);
    this.#waiting.push(step);
    return step.id;
  }

  /** Sends what waits, the same again where no answer came. */
  async push(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, maxBatchSteps);
      const last = new Map(batch.map((step) => [step.feedId, step]));
      const key = signingKey(this.#keys.sign);
      const ends = [...last.values()].map(({ feedId: feed, seq, hash }) => ({
        feed,
        seq,
        hash: toBase64(hash),
        signature: signBytes(key, chainEndBytes(this.#deviceId, feed, seq, hash)),
      }));
      const request = { device: this.#deviceId, steps: encodeSteps(batch), ends };
      const answer = await patiently(() => this.#client.push(request));
      for (const [at, step] of batch.entries()) {
        const pos = answer.pos[at] ?? 0;
        if (pos === 0) throw new Error(`a ${step.kind} got no position`);
        this.acknowledged.set(step.id, { feedId: step.feedId, pos });
      }
      this.#waiting.splice(0, batch.length);
    }
  }

  async feeds(): Promise<FeedItem[]> {
    return (await patiently(() => this.#client.feeds({}))).feeds;
  }

  /** Everything of these feeds up to where they are by now; answers how many steps came. */
  async pull(feeds: readonly Pick<FeedItem, 'feed' | 'head'>[]): Promise<number> {
    let pulled = 0;
    for (;;) {
      const cursors = feeds
        .map(({ feed, head }) => ({ feed, head, after: this.held.get(feed)?.pos ?? 0 }))
        .filter((cursor) => cursor.after < cursor.head)
        .slice(0, 500)
        .map(({ feed, after }) => ({ feed, after }));
      if (cursors.length === 0) return pulled;
      const answer = await patiently(() => this.#client.pull({ cursors }));
      const steps = decodeSteps(answer.steps);
      if (steps === null || answer.pages.length === 0) throw new Error('an answer without its steps');
      for (const page of answer.pages) pulled += this.#take(page, steps);
    }
  }

  /** As if it had never held the feed. */
  forget(feedId: string): void {
    this.held.delete(feedId);
  }

  /** Takes a page's steps off the front of the answer's. */
  #take({ feed, from, to, prev, checksum }: Page, steps: TravellingStep[]): number {
    const held = this.held.get(feed) ?? new Held();
    this.held.set(feed, held);
    const given = new Map(prev.map(([at, hash]) => [at, fromBase64(hash)]));
    const run = steps.splice(0, to - from + 1);
    for (const [at, step] of run.entries()) held.take(from + at, step, given.get(at));
    if (checksum !== null && !equalBytes(held.checksum, fromBase64(checksum)))
      throw new Error(`feed ${feed} at ${to}: ${toHex(held.checksum)} is not the server's checksum`);
    return run.length;
  }
}

const tries = 200;

/** The same again where there was no answer, or none but a balancer's. */
async function patiently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!meaningOf(error).passing || attempt === tries) throw error;
    }
  }
}
