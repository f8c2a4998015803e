/**
 * Checks a pulled page before anything of it is stored: positions without a hole, every seal, every
 * link of every device's chain, and the checksum. Reads only. A page that does not hold is refused
 * whole, with the step that shows it.
 */
import { equalBytes } from '#shared/sync/bytes.ts';
import { nextChecksum } from '#shared/sync/checksum.ts';
import { checkSeal, firstPrevHash } from '#shared/sync/seal.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import type { FeedRow } from './feeds.ts';
import { lastNumber } from './ownNumbers.ts';
import type { PulledPage, PulledStep, PullFault, PullFaultCode } from './pulled.ts';
import { bytes } from './rows.ts';

export interface News {
  readonly step: PulledStep;
  /** Here already: it only gets its position. */
  readonly held: boolean;
  /** Here under another seal, which gives way to this one. */
  readonly replaces: boolean;
}

export interface PagePlan {
  /** Steps beyond the cursor, in order; `held` where the device has them already. */
  readonly news: readonly News[];
  readonly cursor: number;
  readonly checksum: Uint8Array;
}

/** Links of the chains: the newest stored ones by device, and those of the page so far. */
interface Links {
  readonly heads: Map<string, Link | null>;
  /** Devices that are or were this one. */
  readonly own: Map<string, boolean>;
  /** The seals were computed here from what came: they hold by themselves. */
  readonly sealedHere: boolean;
  readonly inPage: Map<string, Link[]>;
}

interface Link {
  readonly seq: number;
  readonly hash: Uint8Array;
}

const heldById = prepare<{ feedId: string; id: string }>()((param) =>
  query
    .selectFrom('step')
    .select(['hash', 'pos', 'payload_hash', 'device_id'])
    .where('feed_id', '=', param('feedId'))
    .where('id', '=', param('id')),
);
const anyUnplaced = prepare()(() => query.selectFrom('step').select('id').where('pos', 'is', null).limit(1));
const anyBeyond = prepare<{ feedId: string; cursor: number }>()((param) =>
  query
    .selectFrom('step')
    .select('id')
    .where('feed_id', '=', param('feedId'))
    .where('pos', '>', param('cursor'))
    .limit(1),
);
const headOf = prepare<{ feedId: string; deviceId: string }>()((param) =>
  query
    .selectFrom('chain_head')
    .select(['seq', 'hash'])
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId')),
);
const before = prepare<{ feedId: string; deviceId: string; seq: number }>()((param) =>
  query
    .selectFrom('step')
    .select(['seq', 'hash'])
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .where('seq', '<', param('seq'))
    .orderBy('seq', 'desc')
    .limit(1),
);
const unsentWithSeq = prepare<{ deviceId: string; seq: number }>()((param) =>
  query
    .selectFrom('step')
    .select('id')
    .where('pos', 'is', null)
    .where('device_id', '=', param('deviceId'))
    .where('seq', '=', param('seq')),
);

export function checkPage(reader: Reader, feed: FeedRow, page: PulledPage): PagePlan | PullFault {
  if (feed.epoch !== null && feed.epoch !== page.epoch) return fault('epoch_changed', null);
  const sealedHere = page.sealedHere === true;
  const links: Links = { heads: new Map(), inPage: new Map(), own: new Map(), sealedHere };
  const news: News[] = [];
  let cursor = feed.cursor_pos;
  let checksum = bytes(feed.checksum);
  const mayHold = mayHoldBeyond(reader, feed);
  for (const step of page.steps) {
    const known =
      step.pos <= feed.cursor_pos || mayHold
        ? reader.get(heldById, { feedId: feed.feed_id, id: step.id })
        : undefined;
    if (step.pos <= feed.cursor_pos) {
      if (known?.pos !== step.pos || !equalBytes(known.hash, step.hash))
        return fault('position_contradicts', step);
      continue;
    }
    if (step.pos !== cursor + 1) return fault('position_gap', step);
    const held = known !== undefined && equalBytes(known.hash, step.hash);
    const replaces = known !== undefined && !held;
    if (replaces && !mayReplace(reader, known, step, links)) return fault('step_contradicts', step);
    const wrong = held ? null : checkNew(reader, feed, step, links);
    if (wrong !== null) return wrong;
    cursor = step.pos;
    checksum = nextChecksum(checksum, step.pos, step.id, step.hash);
    news.push({ step, held, replaces });
  }
  if (page.checksum !== undefined && !equalBytes(page.checksum, checksum)) {
    return fault('checksum_differs', page.steps.at(-1) ?? null);
  }
  return { news, cursor, checksum };
}

/** False where nothing beyond the cursor can be here already, as on a first filling: then no step is looked for. */
function mayHoldBeyond(reader: Reader, feed: FeedRow): boolean {
  if (reader.get(anyUnplaced, {}) !== undefined) return true;
  return reader.get(anyBeyond, { feedId: feed.feed_id, cursor: feed.cursor_pos }) !== undefined;
}

/**
 * Whether a step that is here gives way to the same step under another seal. The same content, salt
 * and all, does: a device that forked sealed it anew. So does what another device wrote and the server
 * has forgotten: that device has handed it in again.
 */
function mayReplace(
  reader: Reader,
  known: { readonly pos: number | null; readonly payload_hash: Uint8Array; readonly device_id: string },
  step: PulledStep,
  links: Links,
): boolean {
  if (known.pos !== null) return false;
  return equalBytes(known.payload_hash, step.payloadHash) || !isOwn(reader, known.device_id, links);
}

function checkNew(reader: Reader, feed: FeedRow, step: PulledStep, links: Links): PullFault | null {
  if (step.feedId !== feed.feed_id) return fault('wrong_feed', step);
  const own = isOwn(reader, step.deviceId, links);
  // a number that this device gave to another step: it was restored from an old copy
  if (own && reader.get(unsentWithSeq, { deviceId: step.deviceId, seq: step.seq }) !== undefined) {
    return fault('own_fork', step);
  }
  const sealFault = links.sealedHere ? null : checkSeal(step, step.prevHash);
  if (sealFault !== null) return fault(sealFault, step);
  const expected = linkBefore(reader, feed, step, links)?.hash ?? firstPrevHash;
  if (step.afterGap !== true && !equalBytes(step.prevHash, expected)) {
    return fault(own ? 'own_fork' : 'link_broken', step);
  }
  const inPage = links.inPage.get(step.deviceId) ?? [];
  inPage.push({ seq: step.seq, hash: step.hash });
  links.inPage.set(step.deviceId, inPage);
  return null;
}

function isOwn(reader: Reader, deviceId: string, links: Links): boolean {
  const known = links.own.get(deviceId);
  if (known !== undefined) return known;
  const own = lastNumber(reader, deviceId) !== null;
  links.own.set(deviceId, own);
  return own;
}

/** The newest step of the same device in this feed with a lower number, stored or earlier in the page. */
function linkBefore(reader: Reader, feed: FeedRow, step: PulledStep, links: Links): Link | null {
  const stored = storedBefore(reader, feed, step, links);
  // the page is in order of position, so the one that fits is nearly always its last
  const paged = (links.inPage.get(step.deviceId) ?? []).findLast((link) => link.seq < step.seq) ?? null;
  if (paged === null || stored === null) return paged ?? stored;
  return paged.seq > stored.seq ? paged : stored;
}

function storedBefore(reader: Reader, feed: FeedRow, step: PulledStep, links: Links): Link | null {
  const of = { feedId: feed.feed_id, deviceId: step.deviceId };
  let head = links.heads.get(step.deviceId);
  if (head === undefined) {
    head = reader.get(headOf, of) ?? null;
    links.heads.set(step.deviceId, head);
  }
  if (head === null || head.seq < step.seq) return head;
  // released from quarantine: numbered before steps that came earlier
  return reader.get(before, { ...of, seq: step.seq }) ?? null;
}

export function fault(code: PullFaultCode, step: PulledStep | null): PullFault {
  return { code, stepId: step?.id ?? null, pos: step?.pos ?? null };
}
