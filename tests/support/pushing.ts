/** Steps over the line as a device sends them, without the rounds of the app around: what did the server say? */
import { ensureFeed } from '#db/steps/feeds.ts';
import { unsentSteps } from '#db/steps/unsent.ts';
import { Connection } from '#host/sync/connection.ts';
import { signBytes } from '#host/sync/deviceKeys.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import type { PushRequest } from '#shared/sync/messages.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { chainEndBytes } from '#shared/sync/signed.ts';
import type { Laptop } from './laptop.ts';

export function lineOf(laptop: Laptop): Connection {
  const line = Connection.open(laptop.ports);
  if (line === null) throw new Error('not enrolled');
  return line;
}

/** A step into a feed that the laptop need not hold. */
export function forgeInto(
  laptop: Laptop,
  feed: { feedId: string; kind: FeedKind },
  change: Partial<SealedStep>,
): string {
  ensureFeed(laptop.database, { ...feed, institutionId: null });
  return laptop.forge(feed.feedId, change);
}

export function unsentOf(laptop: Laptop): SealedStep[] {
  return unsentSteps(laptop.database, { maxSteps: 1000, maxBytes: 1e6 });
}

/** @param key who signs; the device itself by default */
export function pushRequestOf(
  laptop: Laptop,
  steps: readonly SealedStep[],
  key = lineOf(laptop).signKey(),
): PushRequest {
  const { deviceId } = laptop.profile;
  const last = new Map(steps.map((step) => [step.feedId, step]));
  return {
    device: deviceId,
    steps: encodeSteps(steps),
    ends: [...last.values()].map((step) => ({
      feed: step.feedId,
      seq: step.seq,
      hash: toBase64(step.hash),
      signature: signBytes(key, chainEndBytes(deviceId, step.feedId, step.seq, step.hash)),
    })),
  };
}

/** Pushes all that is unsent in one batch; "verdict: reason" by step, `accepted` alone for a step that simply was taken. */
export async function pushAll(laptop: Laptop): Promise<Map<string, string>> {
  const steps = unsentOf(laptop);
  const request = pushRequestOf(laptop, steps);
  const answer = await lineOf(laptop).call((client) => client.push(request));
  const exceptions = new Map(answer.verdicts.map((one) => [one.at, `${one.verdict}: ${one.reason}`]));
  return new Map(steps.map((step, at) => [step.id, exceptions.get(at) ?? 'accepted']));
}
