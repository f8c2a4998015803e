/**
 * From a pull's answer to pages that can be checked and stored: every hash is computed here, from
 * the chain this device holds; what the server sent is never taken at its word.
 */
import type { Reader } from '#db/open/handles.ts';
import { prepare, query } from '#db/open/query.ts';
import type { PulledPage, PulledStep } from '#db/steps/pulled.ts';
import { fromBase64 } from '#shared/sync/base64.ts';
import { decodeSteps } from '#shared/sync/columns.ts';
import type { FeedItem, Page, PullAnswer } from '#shared/sync/messages.ts';
import { firstPrevHash, sealBytes } from '#shared/sync/seal.ts';
import { spread } from './runs.ts';

const newestPositioned = prepare<{ feedId: string; deviceId: string; pos: number }>()((param) =>
  query
    .selectFrom('step')
    .select('hash')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .where('pos', '<', param('pos'))
    .orderBy('pos', 'desc')
    .limit(1),
);

/** Null where runs and steps do not fit each other. */
export function readPages(
  reader: Reader,
  feeds: readonly FeedItem[],
  answer: Pick<PullAnswer, 'epoch' | 'pages' | 'steps'>,
): PulledPage[] | null {
  const travelling = decodeSteps(answer.steps);
  const length = answer.pages.reduce((sum, page) => sum + page.to - page.from + 1, 0);
  if (travelling === null || travelling.length !== length) return null;
  const byId = new Map(feeds.map((feed) => [feed.feed, feed]));
  const pages: PulledPage[] = [];
  let from = 0;
  for (const page of answer.pages) {
    const feed = byId.get(page.feed);
    const run = travelling.slice(from, from + page.to - page.from + 1);
    from += run.length;
    if (feed === undefined || run.length === 0 || run.some((step) => step.feedId !== page.feed)) return null;
    const received = spread(page.received);
    if (received.length !== run.length) return null;
    const steps = sealRun(reader, page, run, received);
    pages.push({
      feedId: page.feed,
      kind: feed.kind,
      institutionId: feed.institution,
      epoch: answer.epoch,
      steps,
      sealedHere: true,
      ...(page.checksum === null ? {} : { checksum: fromBase64(page.checksum) }),
    });
  }
  return pages;
}

function sealRun(
  reader: Reader,
  page: Page,
  run: NonNullable<ReturnType<typeof decodeSteps>>,
  received: readonly string[],
): PulledStep[] {
  const given = new Map(page.prev.map(([at, hash]) => [at, fromBase64(hash)]));
  const exceptions = new Map(page.verdicts.map((one) => [one.at, one]));
  const heads = new Map<string, Uint8Array>();
  return run.map((step, at): PulledStep => {
    const prevHash = given.get(at) ?? heads.get(step.deviceId) ?? stored(reader, page, step.deviceId);
    const sealed = sealBytes(step, step.payload, step.salt, prevHash);
    heads.set(step.deviceId, sealed.hash);
    return {
      ...sealed,
      pos: page.from + at,
      receivedAt: received[at] ?? '',
      verdict: exceptions.get(at)?.verdict === 'needs_review' ? 'needs_review' : 'accepted',
      verdictReason: exceptions.get(at)?.reason ?? null,
      afterGap: given.has(at),
    };
  });
}

function stored(reader: Reader, page: Page, deviceId: string): Uint8Array {
  const row = reader.get(newestPositioned, { feedId: page.feed, deviceId, pos: page.from });
  return row === undefined ? firstPrevHash : new Uint8Array(row.hash);
}
