/** What must hold at the end of every story, whatever happened in it. */
import { readCase } from '#db/queries/cases.ts';
import { snapshotsUnderWay } from '#db/snapshots/snapshots.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { verifyContent } from '#db/verify/verify.ts';
import { membershipsOf, readableFeeds } from '#server/access/access.ts';
import { sealedStepOf } from '#server/feeds/store.ts';
import { columnsOf } from '#server/store/shapes.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { checkSeal } from '#shared/sync/seal.ts';
import type { ModelDevice } from './device.ts';
import type { Story } from './story.ts';

export async function expectPromises(story: Story): Promise<void> {
  await nothingIsLostOrDoubled(story);
  await feedsAreWhole(story);
  for (const device of story.devices) {
    await devicesHoldWhatTheyMay(story, device);
    projectionsAreTheSteps(device);
  }
  await sameStepsSameCase(story);
}

/** Every acknowledged step is on the server exactly once, with a position or withheld. */
async function nothingIsLostOrDoubled(story: Story): Promise<void> {
  const count = new Map<string, number>();
  for (const mark of await story.server.texts()) count.set(mark, (count.get(mark) ?? 0) + 1);
  for (const mark of story.marks.written) {
    const times = count.get(mark) ?? 0;
    if (times === 0 && !story.marks.lost.has(mark)) throw new Error(`${mark} is nowhere on the server`);
    if (times > 1) throw new Error(`${mark} is on the server ${times} times`);
  }
  for (const device of story.devices) {
    const unsent = countUnsent(device.database);
    if (unsent > 0) throw new Error(`${device.login} still has ${unsent} unsent`);
  }
}

/** Positions without a gap, checksums and heads that fit, seals that hold. */
async function feedsAreWhole({ server }: Story): Promise<void> {
  const feeds = await server.store.select('feed', { columns: columnsOf('feed') });
  const steps = await server.store.select('step', {
    columns: columnsOf('step'),
    order: ['feed_id', 'pos'],
  });
  const byFeed = Map.groupBy(steps, (step) => step.feed_id);
  for (const feed of feeds) {
    let checksum: Uint8Array = emptyChecksum;
    let pos = 0;
    for (const step of byFeed.get(feed.feed_id) ?? []) {
      pos += 1;
      if (step.pos !== pos) throw new Error(`feed ${feed.feed_id}: position ${step.pos} after ${pos - 1}`);
      const sealed = sealedStepOf(step);
      const fault = checkSeal(sealed, sealed.prevHash);
      if (fault !== null) throw new Error(`feed ${feed.feed_id}/${pos}: ${fault}`);
      checksum = nextChecksum(checksum, pos, step.id, step.hash);
    }
    if (feed.head !== pos) throw new Error(`feed ${feed.feed_id}: head ${feed.head}, steps ${pos}`);
    if (toHex(checksum) !== toHex(feed.checksum)) throw new Error(`feed ${feed.feed_id}: checksum`);
  }
}

/** A device that is not revoked holds the feeds of its person, all of them, and nothing else of others. */
async function devicesHoldWhatTheyMay(story: Story, device: ModelDevice): Promise<void> {
  const { store } = story.server;
  const { personId } = device.profile;
  const readable = await readableFeeds(store, personId);
  const held = feedCursors(device.database).filter((feed) => feed.pos > 0);
  if (story.revoked.has(device)) return;
  if ((await membershipsOf(store, personId)).length === 0) throw new Error(`${device.login} works nowhere`);
  const underWay = snapshotsUnderWay(device.database);
  if (underWay.length > 0) throw new Error(`${device.login} holds pieces of ${underWay.join(', ')}`);
  const byId = new Map(readable.map((feed) => [feed.feedId, feed]));
  for (const feed of held) {
    const there = byId.get(feed.feedId);
    if (there === undefined) throw new Error(`${device.login} holds ${feed.feedId} without a grant`);
    if (there.head !== feed.pos || toHex(there.checksum) !== feed.checksum) {
      throw new Error(`${device.login} holds ${feed.kind} ${feed.feedId} at ${feed.pos}, not ${there.head}`);
    }
  }
  const missing = readable.filter((feed) => feed.head > 0 && !held.some((one) => one.feedId === feed.feedId));
  if (missing.length > 0) throw new Error(`${device.login} lacks ${missing.length} feeds`);
}

/** Chains verify, and the rows are what the steps project to. */
function projectionsAreTheSteps(device: ModelDevice): void {
  const { chain, projections } = verifyContent(device.database);
  const faults = [...chain.faults, ...projections.faults];
  if (faults.length > 0) throw new Error(`${device.login}: ${faults.slice(0, 3).join('; ')}`);
}

/**
 * Whoever holds a case at the same position sees the same case. One may see more: what the server lost
 * and its author cannot hand in again, or only into quarantine, stays where it is held.
 */
async function sameStepsSameCase({ devices, revoked, server }: Story): Promise<void> {
  const seen = new Map<string, string>();
  const withheld = await server.store.select('withheld_step', { columns: ['id'] });
  const waits = new Set(withheld.map((row) => row.id));
  const present = devices.filter((device) => !revoked.has(device));
  const own = new Set(present.flatMap((device) => device.ownSteps()));
  for (const device of present) {
    const alone = device.withoutPosition();
    const again = alone.find(({ id }) => own.has(id) && !waits.has(id));
    if (again !== undefined) throw new Error(`${again.id} has an author and no position for ${device.login}`);
    for (const feed of feedCursors(device.database)) {
      if (feed.kind !== 'case' || feed.pos === 0) continue;
      if (alone.some(({ feedId }) => feedId === feed.feedId)) continue;
      const state = JSON.stringify(readCase(device.database, feed.feedId));
      const before = seen.get(feed.feedId);
      if (before !== undefined && before !== state) {
        throw new Error(
          `case ${feed.feedId} is not the same for ${device.login}: ${differenceOf(before, state)}`,
        );
      }
      seen.set(feed.feedId, state);
    }
  }
}

/** Where two texts part. */
function differenceOf(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 60), at + 60)} | ${other.slice(Math.max(0, at - 60), at + 60)}`;
}
