/** Exchange through files, as `uige server bundle` does it (docs/sync-protocol.md §15). */
import { answerBundle, type SealedAnswer } from '../bundle/answer.ts';
import { type ReceivedBundle, receiveBundle } from '../bundle/receive.ts';
import type { ServerContext } from '../context.ts';
import { isId } from '../identity/id.ts';
import { AdminRefused, BundleRefused } from './fault.ts';

export interface BundleItem extends ReceivedBundle {
  readonly login: string;
  readonly name: string;
}

/** Takes a device's file in and answers it. Throws BundleRefused where it cannot be believed. */
export async function bundleIn(context: ServerContext, file: Uint8Array): Promise<BundleItem> {
  const received = await receiveBundle(context, file);
  if (typeof received === 'string') throw new BundleRefused(received);
  const [person] = await context.store.select('person', {
    columns: ['login', 'name'],
    where: { person_id: received.personId },
  });
  return { ...received, login: person?.login ?? '', name: person?.name ?? '' };
}

/** A file for a device that did not ask: all that its person may read. Throws AdminRefused `device_unknown`. */
export async function bundleOut(context: ServerContext, deviceId: string): Promise<SealedAnswer> {
  if (!isId(deviceId)) throw new AdminRefused('device_unknown');
  const [device] = await context.store.select('device', {
    columns: ['sign_key', 'encrypt_key', 'person_id'],
    where: { device_id: deviceId },
  });
  if (device === undefined) throw new AdminRefused('device_unknown');
  const { sign_key: signKey, encrypt_key: encryptKey, person_id: personId } = device;
  const question = { serial: 0, epoch: null, cursors: [] };
  const answer = await answerBundle(context, {
    deviceId,
    personId,
    signKey,
    encryptKey,
    question,
    outcomes: [],
    documents: { held: [], refused: [] },
  });
  await context.audit.add({ action: 'bundle.out', outcome: 'done', personId, deviceId });
  return answer;
}
