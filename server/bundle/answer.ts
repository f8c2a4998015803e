/**
 * The answer to a question in a file (docs/sync-protocol.md §15): what the procedures of the wire say,
 * sealed for the device that asked. It judges nothing itself.
 */
import { cursorsBehind } from '#shared/sync/behind.ts';
import { ContentWriter } from '#shared/sync/bundle/content.ts';
import { sealBundle } from '#shared/sync/bundle/envelope.ts';
import type { Answer, DocumentsSaid, Outcome, Question } from '#shared/sync/bundle/messages.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import type { FeedsAnswer } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import { deriveSome } from '../derive/summaries.ts';
import { serverToDevices } from '../identity/server.ts';
import { writeDocuments } from './documentsOut.ts';
import { lineAs } from './line.ts';
import { refusalOf } from './refusal.ts';

export interface Asking {
  readonly deviceId: string;
  readonly personId: string;
  readonly signKey: Uint8Array;
  /** X25519. */
  readonly encryptKey: Uint8Array;
  /** Serial 0 where nobody asked. */
  readonly question: Pick<Question, 'epoch' | 'cursors' | 'wanted'> & { readonly serial: number };
  /** What was said of its pushes. */
  readonly outcomes: readonly Outcome[];
  /** What became of its documents. */
  readonly documents: DocumentsSaid;
}

export interface SealedAnswer {
  readonly file: Uint8Array<ArrayBuffer>;
  /** The file was full before everything was in it. */
  readonly more: boolean;
  /** Documents in the file, and those that are wanted and here and did not fit. */
  readonly sent: number;
  readonly left: number;
}

/** As many feeds as `feeds {held}` takes. */
const maxHeld = 5000;

/** @param most bytes of what is inside; tests give less than a bundle may hold */
export async function answerBundle(
  server: ServerContext,
  asking: Asking,
  most?: number,
): Promise<SealedAnswer> {
  // what has just been handed in belongs into the figures that travel back
  while ((await deriveSome(server)).taken > 0);
  const line = lineAs(server, asking.deviceId, asking.signKey);
  const { wanted } = asking.question;
  const held = asking.question.cursors.map((cursor) => cursor.feed).slice(0, maxHeld);
  const feeds = await line.feeds({ held }).then((answer) => ({ answer }), refusalOf);
  const writer = new ContentWriter(most);
  await writer.add(headOf(server, asking, feeds));
  for (const outcome of asking.outcomes) await writer.add(outcome);
  // to a device that reads no documents nothing is said of them
  if (wanted !== undefined) await writer.add({ what: 'documents', ...asking.documents });
  const readable = 'answer' in feeds;
  const allPages = !readable || (await writePages(writer, line, asking, feeds.answer));
  const documents = await writeDocuments(server, line, {
    writer,
    personId: asking.personId,
    wanted: readable ? (wanted ?? []) : [],
    full: !allPages,
  });
  const { sent, left } = documents;
  const more = !allPages || left > 0;
  await writer.add({ what: 'end', more, ...(wanted === undefined ? {} : { left }) });
  const sealing = {
    way: 'to_device',
    receiver: asking.encryptKey,
    sender: server.identity.keys.sign,
  } as const;
  return { file: await sealBundle(writer.content(), sealing), more, sent, left };
}

function headOf(server: ServerContext, { deviceId, question }: Asking, feeds: Answer['feeds']): Answer {
  return {
    what: 'answer',
    serial: question.serial,
    asked: question.epoch,
    epoch: server.identity.epoch,
    now: server.now().toISOString(),
    server: serverToDevices(server.identity),
    device: deviceId,
    feeds,
  };
}

/** False where the file was full first. */
async function writePages(
  writer: ContentWriter,
  line: SyncClient,
  { question }: Asking,
  { epoch, feeds }: FeedsAnswer,
): Promise<boolean> {
  const after = new Map(
    question.cursors.map((cursor) => [cursor.feed, cursor.epoch === epoch ? cursor.after : 0]),
  );
  for (;;) {
    const cursors = cursorsBehind(feeds, after);
    if (cursors.length === 0) return true;
    const answer = await line.pull({ cursors });
    // a grant that was withdrawn in between: the next answer tells
    if (answer.pages.length === 0) return true;
    if (!(await writer.addIfItFits({ what: 'page', answer }))) return false;
    for (const page of answer.pages) after.set(page.feed, page.to);
  }
}
