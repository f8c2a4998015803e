/**
 * Out on a stick (docs/sync-protocol.md §15): everything the server has not given its word on, as the
 * pushes that would go over the wire, where this device stands in each feed, and behind it what fits of the
 * documents. Writing it changes nothing but the count of questions, and marks documents that are damaged.
 */
import type { Reader } from '#db/open/handles.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { done, type Result } from '#shared/contract/failure.ts';
import { ContentWriter } from '#shared/sync/bundle/content.ts';
import { sealBundle } from '#shared/sync/bundle/envelope.ts';
import type { Question } from '#shared/sync/bundle/messages.ts';
import { maxBatchPayloadBytes, maxBatchSteps } from '#shared/sync/messages.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { hashesOf, nextBatch, requestOf } from '../sync/batch.ts';
import { readDeviceKeys, signingKey } from '../sync/deviceKeys.ts';
import { ownIds } from '../sync/newDevice.ts';
import type { SyncPorts } from '../sync/ports.ts';
import { wantedDocuments, writeDocuments } from './documentsOut.ts';
import { readBundleKeys } from './keys.ts';
import { nextSerial } from './serials.ts';

export interface WrittenQuestion {
  readonly file: Uint8Array<ArrayBuffer>;
  /** Steps in the file. */
  readonly steps: number;
  /** Steps that did not fit: they go with the question after the answer. */
  readonly left: number;
  /** Documents in the file, and those that wait for another one or for a link. */
  readonly documents: number;
  readonly documentsLeft: number;
}

/**
 * Fails with not_enrolled or bundle_no_key.
 * @param most bytes of what is inside; tests give less than a bundle may hold
 */
export async function writeQuestion(
  { database }: SyncPorts,
  most?: number,
): Promise<Result<WrittenQuestion>> {
  const keys = readBundleKeys(database);
  if (!keys.ok) return keys;
  const { own, server } = keys.value;
  const writer = new ContentWriter(most);
  await writer.add(questionOf(database, nextSerial(database)));
  const steps = await writePushes(database, writer);
  const left = Math.max(0, countUnsent(database) - steps);
  // steps come first: what they leave no room for waits
  const goAlong = server.takesDocuments && left === 0;
  const documents = await writeDocuments(database, goAlong ? writer : null);
  const sealing = { way: 'to_server', receiver: server.encrypt, sender: own.sign } as const;
  const file = await sealBundle(writer.content(), sealing);
  return done({ file, steps, left, documents: documents.written, documentsLeft: documents.left });
}

function questionOf(reader: Reader, serial: number): Question {
  const held = feedCursors(reader);
  return {
    what: 'question',
    serial,
    epoch: knownEpoch(reader),
    devices: ownIds(reader),
    cursors: held.map(({ feedId, epoch, pos }) => ({ feed: feedId, epoch, after: pos })),
    wanted: wantedDocuments(reader),
  };
}

/** The server's history as this device knows it; null where it was never in contact. */
export function knownEpoch(reader: Reader): string | null {
  return feedCursors(reader).find((feed) => feed.epoch !== null)?.epoch ?? null;
}

/** Answers how many steps were written. */
async function writePushes(reader: Reader, writer: ContentWriter): Promise<number> {
  let steps = 0;
  let last: SealedStep | undefined;
  for (;;) {
    const batch = nextBatch(reader, { maxSteps: maxBatchSteps, maxBytes: maxBatchPayloadBytes, after: last });
    last = batch.at(-1);
    if (last === undefined) return steps;
    const keys = readDeviceKeys(reader, last.deviceId);
    if (keys === null) throw new Error('an enrolled device has keys');
    // with hashes: a faulty seal is named by the first answer
    const request = {
      ...requestOf(last.deviceId, signingKey(keys.sign), batch),
      hashes: hashesOf(batch),
    };
    if (!(await writer.addIfItFits({ what: 'push', request }))) return steps;
    steps += batch.length;
  }
}
