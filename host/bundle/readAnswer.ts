/** An answer from a file, opened and read through before any of it is taken in (docs/sync-protocol.md §15). */
import { done, type FailureCode, failed, type Result } from '#shared/contract/failure.ts';
import { readContent, Unreadable } from '#shared/sync/bundle/content.ts';
import { type BundleFault, openBundle } from '#shared/sync/bundle/envelope.ts';
import {
  type Answer,
  type DocumentsSaid,
  type Outcome,
  type Piece,
  toDevice,
} from '#shared/sync/bundle/messages.ts';
import { equalBytes } from '#shared/sync/bytes.ts';
import type { PullAnswer } from '#shared/sync/messages.ts';
import type { BundleKeys } from './keys.ts';

export interface ReadAnswer {
  readonly head: Answer;
  readonly outcomes: readonly Outcome[];
  readonly documents: DocumentsSaid;
  /** The file was full before everything was in it. */
  readonly more: boolean;
  /** Documents that are wanted and did not fit. */
  readonly left: number;
  /** One after the other: all together may be large. */
  pages(): AsyncGenerator<PullAnswer>;
  /** Of documents, likewise. */
  pieces(): AsyncGenerator<Piece>;
}

const failureOf = {
  not_a_bundle: 'bundle_not_a_bundle',
  newer: 'bundle_newer',
  wrong_way: 'bundle_wrong_way',
  foreign: 'bundle_foreign',
  cut: 'bundle_cut',
  changed: 'bundle_changed',
  signer: 'bundle_signer',
  too_large: 'bundle_too_large',
} as const satisfies Record<BundleFault, FailureCode>;

export async function readAnswer(file: Uint8Array, keys: BundleKeys): Promise<Result<ReadAnswer>> {
  const opened = await openBundle(file, 'to_device', keys.own.encrypt);
  if (typeof opened === 'string') return failed(failureOf[opened]);
  if (!equalBytes(opened.signedBy, keys.server.sign)) return failed('bundle_signer');
  const { content } = opened;
  const read = await readThrough(content);
  if (read === null) return failed('bundle_newer');
  return done({ ...read, pages: () => pagesOf(content), pieces: () => piecesIn(content) });
}

/** Null where a newer server wrote what this version cannot read. */
async function readThrough(content: Uint8Array): Promise<Omit<ReadAnswer, 'pages' | 'pieces'> | null> {
  let head: Answer | null = null;
  let more: boolean | null = null;
  let left = 0;
  let documents: DocumentsSaid = { held: [], refused: [] };
  const outcomes: Outcome[] = [];
  try {
    for await (const message of readContent(content)) {
      const read = toDevice.safeParse(message);
      if (!read.success) return null;
      if (read.data.what === 'answer') head = read.data;
      if (read.data.what === 'outcome') outcomes.push(read.data);
      if (read.data.what === 'documents') documents = read.data;
      if (read.data.what !== 'end') continue;
      more = read.data.more;
      left = read.data.left ?? 0;
    }
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
  return head === null || more === null ? null : { head, outcomes, documents, more, left };
}

async function* pagesOf(content: Uint8Array): AsyncGenerator<PullAnswer> {
  for await (const message of readContent(content)) {
    const read = toDevice.parse(message);
    if (read.what === 'page') yield read.answer;
    // no page stands behind them
    if (read.what === 'piece') return;
  }
}

async function* piecesIn(content: Uint8Array): AsyncGenerator<Piece> {
  for await (const message of readContent(content)) {
    const read = toDevice.parse(message);
    if (read.what === 'piece') yield read;
  }
}
