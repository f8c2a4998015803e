/**
 * Back on the stick (docs/sync-protocol.md §15): an answer is taken in by the code of the wire, in the
 * order of a round. It may come twice, late, or after a newer one; what cannot be believed is refused
 * whole, before anything is changed.
 */
import { dropLeaving } from '#db/attachments/attachments.ts';
import { type Profile, readProfile, writeProfile } from '#db/profile/profile.ts';
import { refetchFeed } from '#db/steps/epoch.ts';
import { feedCursors, findFeed } from '#db/steps/feeds.ts';
import type { PulledPage } from '#db/steps/pulled.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { Answer } from '#shared/sync/bundle/messages.ts';
import type { FeedsAnswer } from '#shared/sync/messages.ts';
import { catchUp } from '../sync/catchUp.ts';
import { RoundEnded } from '../sync/failure.ts';
import { failureOf } from '../sync/farewell.ts';
import {
  type AskFeeds,
  beginEpoch,
  dropUnlisted,
  dropWithdrawn,
  listFeeds,
  rememberServer,
} from '../sync/feeds.ts';
import { goOnUnannounced } from '../sync/newDevice.ts';
import { readPages } from '../sync/pages.ts';
import type { SyncPorts } from '../sync/ports.ts';
import type { SyncRound } from '../sync/round.ts';
import { dropOvertaken } from '../sync/snapshots.ts';
import { type Taken, takePages } from '../sync/takePages.ts';
import { isUnsent, type Refusing, takeDocuments, takeWord } from './documentsIn.ts';
import { readBundleKeys } from './keys.ts';
import { isFork, refusedBy, takeOutcome } from './outcomes.ts';
import { knownEpoch } from './question.ts';
import { type ReadAnswer, readAnswer } from './readAnswer.ts';
import { isLate, noteAnswer } from './serials.ts';

export interface TakenAnswer extends SyncRound {
  /** Something is left to fetch, or has to be handed in once more: another question brings it. */
  readonly more: boolean;
  readonly documents: {
    /** The server has them now, and had not told so before. */
    readonly sent: number;
    /** It would not take them: they stay and wait. */
    readonly refused: number;
    /** It would not take them, and they went with a case that was withdrawn. */
    readonly gone: number;
    /** New here. */
    readonly fetched: number;
    /** On the server, and in none of its answers yet. */
    readonly left: number;
  };
}

/** A page that shows a fork, or damage, begins the pages again; more often than this is no accident. */
const beginnings = 4;

/**
 * Fails with not_enrolled, device_revoked, server_refused, or bundle_… with the reason. What was taken in
 * before a failure of the server's stays.
 * @param refusing where this device is revoked: told of each document that the server would not take
 */
export async function takeAnswer(
  ports: SyncPorts,
  file: Uint8Array,
  refusing: Refusing = () => undefined,
): Promise<Result<TakenAnswer>> {
  const { database } = ports;
  const keys = readBundleKeys(database);
  if (!keys.ok) return keys;
  const read = await readAnswer(file, keys.value);
  if (!read.ok) return read;
  const { head } = read.value;
  const late = isLate(database, head);
  if (isOfAnotherEpoch(ports, head) && (late || wasAskedBefore(ports, head))) return failed('bundle_late');
  try {
    return done(await takeIn(ports, read.value, late, refusing));
  } catch (error) {
    if (!(error instanceof RoundEnded)) throw error;
    return { ok: false, error: failureOf(database, error.reason) };
  } finally {
    if (!late) noteAnswer(database, head);
    rememberContact(ports, head.now);
    await catchUp(ports);
  }
}

function isOfAnotherEpoch({ database }: SyncPorts, { epoch }: Answer): boolean {
  return feedCursors(database).some((feed) => feed.epoch !== null && feed.epoch !== epoch);
}

/** In an earlier epoch than the present one: which of the two came later this device cannot know. */
function wasAskedBefore({ database }: SyncPorts, { serial, asked }: Answer): boolean {
  return serial > 0 && asked !== knownEpoch(database);
}

async function takeIn(
  ports: SyncPorts,
  answer: ReadAnswer,
  late: boolean,
  refusing: Refusing,
): Promise<TakenAnswer> {
  const { database } = ports;
  const { head, outcomes } = answer;
  const before = deviceOf(ports);
  const epochBegan = beginEpoch(database, head.epoch);
  const taken: Taken = { pulled: 0, caseIds: new Set(), kinds: new Set() };
  let pushed = 0;
  for (const outcome of outcomes) {
    const said = takeOutcome(ports, outcome);
    if (said === null) throw refused('epoch_changed');
    pushed += said.steps;
    for (const caseId of said.caseIds) taken.caseIds.add(caseId);
  }
  // what an earlier answer refused may be taken by now: a revoked device must not be destroyed on that word
  const last = !late && 'refused' in head.feeds;
  const word = takeWord(ports, answer.documents, last ? refusing : () => undefined);
  rememberServer(database, head.server);
  const ask: AskFeeds = () => {
    if ('answer' in head.feeds) return Promise.resolve(head.feeds.answer);
    return Promise.reject(refusedBy(head.feeds.refused));
  };
  const listed = await listFeeds(database, ask);
  let missing = false;
  let fetched = 0;
  if (listed !== null) {
    if (!late) {
      dropWithdrawn(database, listed.feeds);
      await dropUnlisted(database, listed.feeds, ask);
      for (const document of word.unwanted) dropLeaving(database, document);
    }
    missing = await takeAllPages(ports, answer, listed, taken, late);
    if (!late) dropOvertaken(ports, listed.feeds);
    // behind the pages, which say what is wanted
    fetched = await takeDocuments(ports, answer.pieces());
  }
  // after the pages, which place what the server knows already: that need not be sealed anew
  if (outcomes.some((outcome) => isFork(database, head, outcome))) goOnUnannounced(ports, deviceOf(ports));
  const stayed = word.refused.filter((document) => isUnsent(database, document)).length;
  return {
    pushed,
    pulled: taken.pulled,
    caseIds: [...taken.caseIds],
    institutionMoved: [...taken.kinds].some((kind) => kind !== 'case'),
    more: answer.more || missing || epochBegan || deviceOf(ports) !== before,
    documents: {
      sent: word.sent,
      refused: stayed,
      gone: word.refused.length - stayed,
      fetched,
      left: answer.left,
    },
  };
}

/** True where something between the cursors and the pages is missing. */
async function takeAllPages(
  ports: SyncPorts,
  answer: ReadAnswer,
  { feeds }: FeedsAnswer,
  taken: Taken,
  late: boolean,
): Promise<boolean> {
  const { database } = ports;
  for (let beginning = 1; beginning <= beginnings; beginning += 1) {
    let missing = false;
    let again = false;
    for await (const pulled of answer.pages()) {
      const pages = readPages(database, feeds, pulled);
      if (pages === null) throw refused('pages_do_not_fit');
      const places = pages.map((page) => placeOf(ports, page, late));
      missing ||= places.includes('beyond');
      const next = pages.filter((_, at) => places[at] === 'next');
      const broken = takePages(database, next, taken);
      if (broken === null) continue;
      if (broken.fault === 'own_fork') goOnUnannounced(ports, deviceOf(ports));
      else refetchFeed(database, broken.feedId);
      again = true;
      break;
    }
    if (!again) return missing;
  }
  throw refused('never_settles');
}

/** Where a page lies, seen from the cursor. A late one opens no feed: it may have been withdrawn since. */
function placeOf({ database }: SyncPorts, page: PulledPage, late: boolean): 'behind' | 'next' | 'beyond' {
  const feed = findFeed(database, page.feedId);
  if (feed === null && late) return 'beyond';
  const cursor = feed?.cursor_pos ?? 0;
  if ((page.steps.at(-1)?.pos ?? 0) <= cursor) return 'behind';
  return (page.steps[0]?.pos ?? 0) <= cursor + 1 ? 'next' : 'beyond';
}

function deviceOf({ database }: SyncPorts): string {
  const profile = readProfile(database);
  if (profile === null) throw new Error('an enrolled device has a profile');
  return profile.deviceId;
}

/** When the server wrote it is when it was last heard of: an old answer is no new contact. */
function rememberContact({ database }: SyncPorts, heardAt: string): void {
  const profile: Profile | null = readProfile(database);
  if (profile === null) return;
  const newest = (known: string | null): string => (known !== null && known > heardAt ? known : heardAt);
  writeProfile(database, {
    ...profile,
    newestServerTime: newest(profile.newestServerTime),
    lastContactAt: newest(profile.lastContactAt),
  });
}

function refused(reason: string): RoundEnded {
  return new RoundEnded({ failure: failed('server_refused', { reason }).error, passing: false });
}
