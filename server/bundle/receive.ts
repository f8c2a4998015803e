/**
 * A question that came in a file (docs/sync-protocol.md §15): opened, its sender known by the signing key,
 * its pushes given to the same procedures as those of the wire, and answered. The same file may come twice,
 * late, or after a newer one; what cannot be believed is refused before anything is changed.
 */
import { readContent, Unreadable } from '#shared/sync/bundle/content.ts';
import { type BundleFault, openBundle } from '#shared/sync/bundle/envelope.ts';
import { type Outcome, type Question, toServer } from '#shared/sync/bundle/messages.ts';
import type { PushRequest } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import { answerBundle, type SealedAnswer } from './answer.ts';
import { DocumentsIn } from './documentsIn.ts';
import { lineAs } from './line.ts';
import { refusalOf } from './refusal.ts';

export interface ReceivedBundle extends SealedAnswer {
  readonly deviceId: string;
  readonly personId: string;
  readonly revokedAs: 'lost' | 'withdrawn' | null;
  /** Steps in the file by what was said of them; `unanswered` for those that the device must send another way. */
  readonly steps: Readonly<
    Record<'accepted' | 'needs_review' | 'quarantined' | 'refused' | 'unanswered', number>
  >;
  /** Documents in the file, by whether the server has them now. */
  readonly documents: Readonly<Record<'held' | 'refused', number>>;
}

/** @param most bytes of what is inside the answer; tests give less than a bundle may hold */
export async function receiveBundle(
  server: ServerContext,
  file: Uint8Array,
  most?: number,
): Promise<ReceivedBundle | BundleFault> {
  const opened = await openBundle(file, 'to_server', server.identity.keys.encrypt);
  if (typeof opened === 'string') return refuse(server, opened);
  const known = await server.store.select('device', {
    columns: ['device_id', 'person_id', 'encrypt_key', 'revoked_as'],
    where: { sign_key: opened.signedBy },
    order: ['enrolled_at', 'device_id'],
  });
  const newest = known.at(-1);
  if (newest === undefined) return refuse(server, 'signer');
  const question = await readQuestion(opened.content);
  if (question === null) return refuse(server, 'newer');

  const signKey = opened.signedBy;
  const ids = new Set(known.map((row) => row.device_id));
  await introduce(server, newest.device_id, signKey, question.devices, ids);
  const deviceId = question.devices.findLast((id) => ids.has(id)) ?? newest.device_id;
  const { person_id: personId, encrypt_key: encryptKey, revoked_as: revokedAs } = newest;
  const outcomes: Outcome[] = [];
  const brought = new DocumentsIn(server, { deviceId, personId, revokedAs });
  for await (const message of readContent(opened.content)) {
    const read = toServer.parse(message);
    if (read.what === 'push') outcomes.push(await push(server, signKey, read.request));
    if (read.what === 'piece') await brought.take(read);
  }
  const documents = await brought.end();
  const asking = { deviceId, personId, signKey, encryptKey, question, outcomes, documents };
  const answered = await answerBundle(server, asking, most);
  const counts = { held: documents.held.length, refused: documents.refused.length };
  const steps = countOf(outcomes);
  await server.audit.add({
    action: 'bundle.in',
    outcome: 'done',
    personId,
    deviceId,
    details: {
      serial: question.serial,
      ...steps,
      documents: counts.held,
      documentsRefused: counts.refused,
    },
  });
  return { ...answered, deviceId, personId, revokedAs, steps, documents: counts };
}

async function refuse(server: ServerContext, fault: BundleFault): Promise<BundleFault> {
  await server.audit.add({ action: 'bundle.in', outcome: fault });
  return fault;
}

/** All of it is read before any of it is done. Null where a newer version wrote what this one cannot read. */
async function readQuestion(content: Uint8Array): Promise<Question | null> {
  let question: Question | null = null;
  try {
    for await (const message of readContent(content)) {
      const read = toServer.safeParse(message);
      if (!read.success) return null;
      if (read.data.what === 'question') question = read.data;
    }
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
  return question;
}

/** Ids that the device took where it could not ask, or that a restored server forgot. */
async function introduce(
  server: ServerContext,
  knownId: string,
  signKey: Uint8Array,
  told: readonly string[],
  ids: Set<string>,
): Promise<void> {
  const line = lineAs(server, knownId, signKey);
  for (const deviceId of told) {
    if (ids.has(deviceId)) continue;
    const renewed = await line.device.renew({ deviceId }).then(() => true, refusalOf);
    if (renewed === true) ids.add(deviceId);
  }
}

async function push(server: ServerContext, signKey: Uint8Array, request: PushRequest): Promise<Outcome> {
  const said = await lineAs(server, request.device, signKey)
    .push(request)
    .then((answer) => ({ answer }), refusalOf);
  const ends = request.ends.map(({ feed, seq, hash }) => ({ feed, seq, hash }));
  const { seq } = request.steps;
  return { what: 'outcome', device: request.device, first: seq[0] ?? 1, count: seq.length, ends, said };
}

function countOf(outcomes: readonly Outcome[]): ReceivedBundle['steps'] {
  const steps = { accepted: 0, needs_review: 0, quarantined: 0, refused: 0, unanswered: 0 };
  for (const { said, count } of outcomes) {
    if ('refused' in said) {
      steps.unanswered += count;
      continue;
    }
    steps.accepted += said.answer.pos.length - said.answer.verdicts.length;
    for (const { verdict } of said.answer.verdicts) steps[verdict] += 1;
  }
  return steps;
}
