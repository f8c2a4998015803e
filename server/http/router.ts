/** The procedures of the sync contract: who is asking, the work, the audit line. */
import { implement, ORPCError } from '@orpc/server';
import { fromBase64, toBase64 } from '#shared/sync/base64.ts';
import { syncContract } from '#shared/sync/contract.ts';
import type { FeedItem, PushAnswer } from '#shared/sync/messages.ts';
import { readableFeeds, unreadableOf } from '../access/access.ts';
import { readingDaysOf } from '../admin/reading.ts';
import { readPiece } from '../attachments/read.ts';
import { HandedOut } from '../audit/handedOut.ts';
import type { ServerContext } from '../context.ts';
import { publicKeyOf } from '../identity/ed25519.ts';
import { enrol, look, type Welcome } from '../identity/enrolment.ts';
import { renewDevice } from '../identity/renew.ts';
import { noteSeen } from '../identity/seen.ts';
import { serverToDevices } from '../identity/server.ts';
import { type Caller, checkToken, type TokenFault } from '../identity/token.ts';
import { noteWiped, revocationOf } from '../identity/wiped.ts';
import { databaseIsAway } from '../postgres/away.ts';
import { wantsSnapshot } from '../snapshots/keeper.ts';
import { readSnapshot, type Snapshot, snapshotsOf } from '../snapshots/read.ts';
import { StillBusy } from '../store/store.ts';
import { readBatch } from '../sync/batch.ts';
import { pokes } from '../sync/poke.ts';
import { pull } from '../sync/pull.ts';
import { type PushOutcome, push } from '../sync/push.ts';
import type { Receipt } from '../sync/round.ts';
import { runsOf } from '../sync/runs.ts';
import { Turns } from '../sync/turns.ts';

/** What a request brings. */
export interface RequestContext {
  readonly authorization: string | undefined;
  /** Where it comes from in the network. */
  readonly address: string;
  /** Version of the protocol that the caller speaks. */
  readonly protocol: number;
  /** The unpacked body as bytes: the token is bound to it. */
  readonly body: Uint8Array;
  /** Ends when the server stops. */
  readonly closing: AbortSignal;
}

/**
 * What a revoked device may still do (§7): one that was withdrawn hands in what it has written, under a
 * new id where it forked; any of them says that it has destroyed what it held.
 */
const openToRevoked: Readonly<Record<NonNullable<Caller['revokedAs']>, readonly string[]>> = {
  withdrawn: ['push', 'device.renew', 'device.wiped'],
  lost: ['device.wiped'],
};

/** What is taken from every version that ever was: what a person wrote, and a device's last word (§13). */
const takenFromAll: readonly string[] = ['push', 'device.renew', 'device.wiped'];

export type Authenticate = (
  server: ServerContext,
  act: string,
  request: RequestContext,
) => Promise<Caller | TokenFault>;

const byToken: Authenticate = (server, act, { authorization, body }) =>
  checkToken(server.store, {
    authorization,
    act,
    body,
    audience: server.identity.serverId,
    now: server.now(),
  });

/** @param authenticate how a caller is known; the model, which has no wire, knows them without a token */
export function makeRouter(server: ServerContext, authenticate: Authenticate = byToken) {
  const os = implement(syncContract).$context<RequestContext>();
  const turns = new Turns();
  const handedOut = new HandedOut();

  const stamp = () => ({ epoch: server.identity.epoch, now: server.now().toISOString() });

  const open = os.use(async ({ context, path, next }) => {
    if (context.protocol < server.oldestProtocol && !takenFromAll.includes(path.join('.'))) {
      const data = { oldest: server.oldestProtocol, epoch: server.identity.epoch };
      throw new ORPCError('TOO_OLD', { status: 426, data });
    }
    try {
      return await next();
    } catch (error) {
      if (error instanceof StillBusy || databaseIsAway(error)) throw new ORPCError('BUSY', { status: 503 });
      throw error;
    }
  });

  /** Everything but enrolment. */
  const known = open.use(async ({ context, path, next }) => {
    const act = path.join('.');
    const caller = await authenticate(server, act, context);
    if (typeof caller === 'string') {
      await server.audit.addRefused(context.address, { action: act, outcome: `token_${caller}` });
      throw new ORPCError('TOKEN_REFUSED', { status: 401, data: { now: server.now().toISOString() } });
    }
    if (caller.revokedAs !== null && !openToRevoked[caller.revokedAs].includes(act)) {
      await audit(caller, act, 'revoked');
      throw new ORPCError('DEVICE_REVOKED', {
        status: 403,
        data: revocationOf(server, caller.revokedAs, caller.revocationSecret),
      });
    }
    return next({ context: { caller } });
  });

  function audit(
    caller: Caller,
    action: string,
    outcome: string,
    details?: Record<string, string | number | string[]>,
  ) {
    const entry = { action, personId: caller.personId, deviceId: caller.deviceId, outcome };
    return server.audit.add(details === undefined ? entry : { ...entry, details });
  }

  async function tellPiece(
    caller: Caller,
    action: string,
    { feed, sha256, from }: { readonly feed: string; readonly sha256: string; readonly from: number },
    isThere: boolean,
  ): Promise<void> {
    const outcome = isThere ? 'done' : 'not_there';
    if (!handedOut.isDue(caller.deviceId, `${action} ${outcome} ${feed} ${sha256}`, from)) return;
    await audit(caller, action, outcome, { feeds: [feed] });
  }

  function welcomed(answer: Welcome | 'CODE_INVALID' | 'ALIAS_INVALID') {
    if (answer === 'CODE_INVALID') throw new ORPCError('CODE_INVALID', { status: 403 });
    if (answer === 'ALIAS_INVALID') throw new ORPCError('ALIAS_INVALID', { status: 422 });
    return { ...stamp(), ...answer };
  }

  return os.router({
    enrolment: {
      look: open.enrolment.look.handler(async ({ input, context: { address } }) => {
        const answer = await look(server, input.code);
        if (typeof answer === 'string')
          await server.audit.addRefused(address, { action: 'enrolment.look', outcome: answer });
        return welcomed(answer);
      }),
      complete: open.enrolment.complete.handler(async ({ input, context: { address } }) => {
        const answer = await enrol(server, input);
        const entry = { action: 'enrolment.complete', deviceId: input.device.id };
        if (typeof answer === 'string') await server.audit.addRefused(address, { ...entry, outcome: answer });
        else await server.audit.add({ ...entry, outcome: 'done' });
        return welcomed(answer);
      }),
    },
    device: {
      renew: known.device.renew.handler(async ({ input, context: { caller } }) => {
        const renewed = await renewDevice(server, caller.deviceId, input.deviceId);
        await audit(caller, 'device.renew', renewed ? 'done' : 'id_taken', { as: input.deviceId });
        if (!renewed) throw new ORPCError('BAD_REQUEST', { message: 'this device id is taken' });
        return stamp();
      }),
      wiped: known.device.wiped.handler(async ({ input, context: { caller } }) => {
        // a device that nobody revoked has nothing to say here
        if (caller.revokedAs === null) throw new ORPCError('BAD_REQUEST');
        await noteWiped(server, caller, input);
        await audit(caller, 'device.wiped', 'done', input);
        return stamp();
      }),
    },
    push: known.push.handler(async ({ input, context: { caller } }) => {
      const batch = readBatch(input, caller.deviceId, publicKeyOf(caller.signKey));
      if (batch === 'not_of_this_protocol') throw new ORPCError('BAD_REQUEST');
      if (batch === 'signature') {
        await audit(caller, 'push', 'signature_refused');
        throw new ORPCError('SIGNATURE_REFUSED', { status: 403 });
      }
      const outcome = await turns.take(caller.deviceId, () =>
        push(server, caller.deviceId, caller.personId, batch),
      );
      if (!('receipts' in outcome)) {
        await audit(caller, 'push', Object.keys(outcome)[0] ?? 'refused');
        throw pushError(outcome, server.identity.epoch);
      }
      server.mover.tell(outcome.moved);
      server.summariseSoon();
      server.metrics.pushed(outcome.receipts);
      await audit(caller, 'push', 'done', {
        steps: outcome.receipts.length,
        feeds: [...outcome.moved.keys()],
      });
      return { ...stamp(), ...answerOf(outcome.receipts) };
    }),
    feeds: known.feeds.handler(async ({ input: { held }, context: { caller } }) => {
      await noteSeen(server, caller.deviceId);
      const feeds = await readableFeeds(server.store, caller.personId);
      const withdrawn = held === undefined ? [] : await unreadableOf(server.store, caller.personId, held);
      const packed = await snapshotsOf(server, feeds);
      server.snapshotSoon(feeds.filter((feed) => wantsSnapshot(server, feed, packed.get(feed.feedId))));
      return {
        ...stamp(),
        server: serverToDevices(server.identity),
        feeds: feeds.map((feed) => ({
          feed: feed.feedId,
          kind: feed.kind,
          institution: feed.institutionId,
          head: feed.head,
          checksum: toBase64(feed.checksum),
          ...toldOf(packed.get(feed.feedId)),
        })),
        ...(withdrawn.length === 0 ? {} : { withdrawn }),
        readingDays: await readingDaysOf(server.store),
      };
    }),
    pull: known.pull.handler(async ({ input, context: { caller } }) => {
      const answer = await pull(server, caller.personId, input);
      const feeds = answer.pages.map((page) => page.feed);
      const missed = input.cursors.length - feeds.length;
      await audit(caller, 'pull', 'done', { feeds, missed });
      server.metrics.pulled(answer.pages.reduce((sum, page) => sum + page.to - page.from + 1, 0));
      return { ...stamp(), ...answer };
    }),
    attachment: {
      get: known.attachment.get.handler(async ({ input, context: { caller } }) => {
        const piece = await readPiece(server, caller.personId, input);
        await tellPiece(caller, 'attachment.get', input, piece !== null);
        return {
          ...stamp(),
          piece: piece === null ? null : { size: piece.size, bytes: toBase64(piece.bytes) },
        };
      }),
    },
    snapshot: {
      get: known.snapshot.get.handler(async ({ input, context: { caller } }) => {
        const asked = { ...input, sha256: fromBase64(input.sha256) };
        const bytes = await readSnapshot(server, caller.personId, asked);
        await tellPiece(caller, 'snapshot.get', input, bytes !== null);
        return { ...stamp(), bytes: bytes === null ? null : toBase64(bytes) };
      }),
    },
    poke: known.poke.handler(async function* ({ context: { caller, closing }, signal }) {
      await audit(caller, 'poke', 'listening');
      const gone = server.metrics.listening();
      try {
        yield* pokes(server, caller, signal === undefined ? closing : AbortSignal.any([signal, closing]));
      } finally {
        gone();
      }
    }),
  });
}

function pushError(outcome: Exclude<PushOutcome, { receipts: readonly Receipt[] }>, epoch: string) {
  if ('outOfOrder' in outcome) {
    return new ORPCError('OUT_OF_ORDER', { status: 409, data: { expected: outcome.outOfOrder, epoch } });
  }
  if ('forkAt' in outcome) return new ORPCError('FORK', { status: 409, data: { seq: outcome.forkAt } });
  return new ORPCError('CHAIN_MISMATCH', { status: 409, data: { feeds: [...outcome.mismatched] } });
}

function answerOf(receipts: readonly Receipt[]): Omit<PushAnswer, 'epoch' | 'now'> {
  return {
    pos: receipts.map((receipt) => receipt.pos ?? 0),
    received: runsOf(receipts.map((receipt) => receipt.received_at.toISOString())),
    verdicts: receipts.flatMap(({ verdict, reason }, at) =>
      verdict === 'accepted' ? [] : [{ at, verdict, reason }],
    ),
  };
}

function toldOf(snapshot: Snapshot | undefined): Pick<FeedItem, 'snapshot'> {
  if (snapshot === undefined) return {};
  const { head, sha256, size } = snapshot;
  return { snapshot: { head, sha256: toBase64(sha256), size } };
}
