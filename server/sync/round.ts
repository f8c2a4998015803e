/**
 * One pushed batch on its way through its transaction: each step is judged with what came before
 * it, gets its position or is withheld, and in the end everything is written with one statement
 * a table.
 */
import { mayRead } from '#shared/domain/permissions.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { Step } from '#shared/domain/step.ts';
import { findKind } from '#shared/domain/steps/index.ts';
import { equalBytes } from '#shared/sync/bytes.ts';
import { parsePayload } from '#shared/sync/canonical.ts';
import type { TravellingStep } from '#shared/sync/columns.ts';
import { maxPayloadBytes, type SealedStep } from '#shared/sync/seal.ts';
import { addGrants, grantsOf, type Membership, membershipsOf, rolesIn } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { askForSummaries } from '../derive/jobs.ts';
import type { Chains } from '../feeds/chains.ts';
import { type LockedFeed, saveFeeds } from '../feeds/lock.ts';
import { openCase } from '../feeds/openCase.ts';
import {
  insertSteps,
  insertWithheld,
  type PositionedStep,
  readFeeds,
  takePosition,
  type WithheldStep,
} from '../feeds/store.ts';
import { oneOf, type Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { LinkedStep } from './batch.ts';
import { isBySecondPerson, moveIsReady } from './gate.ts';
import { caseOpenedBy, type Judgement, judge, type Moment, momentOf, namesCaseworker } from './judge.ts';
import { aliasesOf, leftInFormerFeeds, personNamed, type WaitingStep, waitingSteps } from './meant.ts';

export type Receipt = Tables['receipt'];

export interface RoundStart {
  readonly personId: string;
  readonly revoked: boolean;
  readonly feeds: Map<string, LockedFeed>;
  readonly chains: Chains;
}

/** One batch on its way through the transaction. */
export class Round {
  readonly receipts: Receipt[] = [];
  readonly #tx: Tx;
  readonly #context: ServerContext;
  readonly #start: RoundStart;
  readonly #now: Date;
  readonly #moment: Moment;
  readonly #memberships: readonly Membership[];
  readonly #aliases: ReadonlyMap<string, string>;
  /** The person of this device: the server's id, and local ones from before enrolment. */
  readonly #authorIds: ReadonlySet<string>;
  readonly #grants: Map<string, Role>;
  readonly #positioned: PositionedStep[] = [];
  readonly #withheld: WithheldStep[] = [];
  /** Steps that are in their feed already, from whatever device: "feed id" → hash of the payload. */
  readonly #taken: Map<string, Uint8Array>;
  /** Steps that wait in quarantine, under whatever id of whatever device. */
  readonly #waiting: ReadonlyMap<string, readonly WaitingStep[]>;
  /** Own steps that wait under the feed of a former institution, by id. */
  readonly #left: ReadonlyMap<string, readonly WaitingStep[]>;
  readonly #released: WaitingStep[] = [];
  /** Steps of feeds whose moves are judged here, read once. */
  readonly #cases = new Map<string, Step[]>();

  private constructor(
    context: ServerContext,
    tx: Tx,
    start: RoundStart,
    memberships: readonly Membership[],
    aliases: ReadonlyMap<string, string>,
    grants: Map<string, Role>,
    taken: Map<string, Uint8Array>,
    waiting: ReadonlyMap<string, readonly WaitingStep[]>,
    left: ReadonlyMap<string, readonly WaitingStep[]>,
  ) {
    this.#context = context;
    this.#tx = tx;
    this.#start = start;
    this.#now = context.now();
    this.#moment = momentOf(this.#now);
    this.#memberships = memberships;
    this.#aliases = aliases;
    this.#authorIds = authorIdsOf(start.personId, aliases);
    this.#grants = grants;
    this.#taken = taken;
    this.#waiting = waiting;
    this.#left = left;
  }

  static async begin(
    context: ServerContext,
    tx: Tx,
    start: RoundStart,
    steps: readonly TravellingStep[],
  ): Promise<Round> {
    const memberships = await membershipsOf(tx, start.personId);
    const grants = await grantsOf(tx, start.personId, [...start.feeds.keys()]);
    const resolve = await aliasesOf(tx, start.personId, steps);
    const taken = await takenIds(tx, steps);
    const waiting = await waitingSteps(tx, steps);
    const inInstitutions = steps.filter((step) => start.feeds.get(step.feedId)?.kind === 'institution');
    const left = await leftInFormerFeeds(
      tx,
      inInstitutions.map((step) => step.id),
      start.personId,
    );
    return new Round(context, tx, start, memberships, resolve, grants, taken, waiting, left);
  }

  async take(one: LinkedStep): Promise<void> {
    const { step } = one;
    const chain = this.#start.chains.of(step.feedId, step.deviceId);
    const judgement = await this.#judge(one);
    const { verdict, reason } = judgement;
    let pos: number | null = null;
    if (verdict === 'accepted' || verdict === 'needs_review') {
      const feed = this.#start.feeds.get(step.feedId) ?? (await this.#open(step));
      const positioned = takePosition(feed, this.#start.chains, {
        step,
        signature: one.signature,
        verdict,
        reason,
        receivedAt: this.#now,
      });
      this.#positioned.push(positioned);
      this.#released.push(...this.#sameContent(step), ...this.#leftOf(step));
      this.#taken.set(`${step.feedId} ${step.id}`, step.payloadHash);
      pos = positioned.pos;
      this.#cases.get(step.feedId)?.push(this.#read(step, judgement, pos));
      await this.#share(step, feed, verdict);
    } else if (!this.#isThere(step)) {
      const kept = verdict === 'refused' ? step.payload.slice(0, maxPayloadBytes) : step.payload;
      this.#withheld.push({
        step: { ...step, payload: kept },
        signature: one.signature,
        verdict,
        reason: reason ?? 'header_malformed',
        receivedAt: this.#now,
      });
    }
    chain.hash = step.hash;
    this.receipts.push({
      device_id: step.deviceId,
      seq: step.seq,
      feed_id: step.feedId,
      step_id: step.id,
      prev_hash: step.prevHash,
      hash: step.hash,
      verdict,
      reason,
      pos,
      received_at: this.#now,
    });
  }

  /** The same content, sealed under another id of the device, is here: it need not be kept twice. */
  #isThere(step: SealedStep): boolean {
    const held = this.#taken.get(`${step.feedId} ${step.id}`);
    if (held !== undefined && equalBytes(held, step.payloadHash)) return true;
    return this.#sameContent(step).length > 0;
  }

  #sameContent(step: SealedStep): WaitingStep[] {
    const waiting = this.#waiting.get(`${step.feedId} ${step.id}`) ?? [];
    return waiting.filter((one) => equalBytes(one.payload_hash, step.payloadHash));
  }

  #leftOf(step: SealedStep): WaitingStep[] {
    const inThisBatch = this.#withheld
      .filter((one) => one.step.id === step.id && one.reason === 'unknown_feed')
      .map(({ step: { feedId, id, deviceId, seq, payloadHash } }) => ({
        feed_id: feedId,
        id,
        device_id: deviceId,
        seq,
        payload_hash: payloadHash,
      }));
    const left = [...(this.#left.get(step.id) ?? []), ...inThisBatch];
    return left.filter((one) => equalBytes(one.payload_hash, step.payloadHash));
  }

  async #judge({ step, sealHolds }: LinkedStep): Promise<Judgement> {
    const known = this.#start.feeds.get(step.feedId);
    const opens = known === undefined ? this.#institutionOpened(step) : null;
    const feed =
      known ?? (opens === null ? null : { feedId: step.feedId, kind: 'case' as const, institutionId: opens });
    const judgement = judge(step, {
      sealHolds,
      revoked: this.#start.revoked,
      authorIds: this.#authorIds,
      feed: feed === null ? null : { kind: feed.kind, opensHere: known === undefined },
      roles:
        feed === null
          ? []
          : known === undefined
            ? this.#memberships.filter((one) => one.institutionId === opens).map((one) => one.role)
            : rolesIn(known, this.#memberships, this.#grants),
      moment: this.#moment,
    });
    if (this.#taken.has(`${step.feedId} ${step.id}`)) return { verdict: 'refused', reason: 'id_taken' };
    return judgement.verdict === 'accepted' ? this.#judgeByCase(step, judgement) : judgement;
  }

  /** What can only be judged by the case so far: the gate of a move, the second person of an approval. */
  async #judgeByCase(step: SealedStep, judgement: Judgement): Promise<Judgement> {
    const definition = findKind(step.kind);
    const approves = definition?.group === 'approval' && definition.version === step.version;
    if (step.kind !== 'stage.moved' && !approves) return judgement;
    const before = await this.#caseSoFar(step.feedId);
    const read = this.#read(step, judgement, null);
    if (approves) {
      const approver = { personId: this.#start.personId, ids: this.#authorIds };
      return isBySecondPerson(before, read, approver)
        ? judgement
        : { verdict: 'needs_review', reason: 'role' };
    }
    return moveIsReady(before, read) ? judgement : { verdict: 'needs_review', reason: 'gate' };
  }

  #institutionOpened(step: SealedStep): string | null {
    const named = caseOpenedBy(step)?.institutionId ?? null;
    return named === null ? null : (this.#aliases.get(named) ?? named);
  }

  /** The first step of a case makes its feed and lets the author and the supervisors in. */
  async #open(step: SealedStep): Promise<LockedFeed> {
    const institutionId = this.#institutionOpened(step);
    const own = this.#memberships
      .filter((one) => one.institutionId === institutionId && mayRead([one.role], 'case'))
      .map((one) => one.role);
    const role: Role = own.includes('caseworker') ? 'caseworker' : 'supervisor';
    const openedBy = { personId: this.#start.personId, role };
    const feed = await openCase(this.#tx, {
      feedId: step.feedId,
      caseCode: caseOpenedBy(step)?.caseCode ?? null,
      institutionId,
      openedBy,
      now: this.#now,
    });
    this.#start.feeds.set(feed.feedId, feed);
    this.#grants.set(feed.feedId, role);
    return feed;
  }

  /** A caseworker who is given a case may read it, if they work for its institution. */
  async #share(step: SealedStep, feed: LockedFeed, verdict: string): Promise<void> {
    const named = verdict === 'accepted' ? namesCaseworker(step) : null;
    if (named === null || feed.institutionId === null) return;
    const personId = this.#aliases.get(named.personId) ?? (await personNamed(this.#tx, named));
    if (personId === this.#start.personId) return;
    const memberships = await membershipsOf(this.#tx, personId);
    const works = memberships.some(
      (one) => one.institutionId === feed.institutionId && one.role === 'caseworker',
    );
    if (!works) return;
    await addGrants(
      this.#tx,
      [{ feedId: feed.feedId, personId, role: 'caseworker' }],
      this.#start.personId,
      this.#now,
    );
  }

  async #caseSoFar(feedId: string): Promise<Step[]> {
    const read = this.#cases.get(feedId);
    if (read !== undefined) return read;
    const stored = (await readFeeds(this.#tx, [feedId])).get(feedId) ?? [];
    const taken = this.#positioned
      .filter((one) => one.step.feedId === feedId)
      .map((one) => this.#read(one.step, one, one.pos));
    const steps = [...stored, ...taken];
    this.#cases.set(feedId, steps);
    return steps;
  }

  #read(step: SealedStep, judgement: Judgement, pos: number | null): Step {
    const { payload, ...header } = step;
    return {
      ...header,
      pos,
      receivedAt: this.#now.toISOString(),
      verdict: judgement.verdict,
      payload: parsePayload(payload),
    };
  }

  async write(deviceId: string, lastSeq: number): Promise<void> {
    await insertSteps(this.#tx, this.#positioned);
    await insertWithheld(this.#tx, this.#withheld);
    await this.#tx.update(
      'withheld_step',
      this.#released.map(({ feed_id, device_id, seq }) => ({
        feed_id,
        device_id,
        seq,
        released_at: this.#now,
      })),
    );
    await this.#tx.insert('receipt', this.receipts);
    await this.#start.chains.save(this.#tx);
    const moved = new Set(this.#positioned.map((one) => one.step.feedId));
    const feeds = [...this.#start.feeds.values()].filter((feed) => moved.has(feed.feedId));
    await saveFeeds(this.#tx, feeds);
    await askForSummaries(this.#tx, feeds);
    await this.#tx.update('device', [{ device_id: deviceId, last_seq: lastSeq, seen_at: this.#now }]);
    this.#context.log.debug(
      { device: deviceId, positioned: this.#positioned.length, withheld: this.#withheld.length },
      'push',
    );
  }
}

/** The server's id, and local ones from before enrolment. */
function authorIdsOf(personId: string, aliases: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([personId, ...[...aliases].filter(([, id]) => id === personId).map(([local]) => local)]);
}

/** Which of these steps are in their feed already, as "feed id". */
async function takenIds(tx: Tx, steps: readonly TravellingStep[]): Promise<Map<string, Uint8Array>> {
  const rows = await tx.select('step', {
    columns: ['feed_id', 'id', 'payload_hash'],
    where: { feed_id: oneOf(steps.map((step) => step.feedId)), id: oneOf(steps.map((step) => step.id)) },
  });
  return new Map(rows.map((row) => [`${row.feed_id} ${row.id}`, row.payload_hash]));
}
