/**
 * The messages inside a bundle (docs/sync-protocol.md §15), as zod schemas: around the requests and
 * answers of the wire stands only what a file needs to say because nobody can ask back.
 */
import { z } from 'zod';
import {
  chainEnd,
  documentNamed,
  feedsAnswer,
  pullAnswer,
  pushAnswer,
  pushRequest,
  serverTold,
} from '../messages.ts';

const id = z.uuid().lowercase();
const position = z.int().min(0);
/** More feeds than anyone holds; a message is bounded by its bytes besides. */
const maxFeeds = 100_000;
/** Documents asked for in one question. */
export const maxWanted = 10_000;

/** A typed refusal of the wire, as it would have been answered. */
export const refusal = z.object({ code: z.string().max(60), status: z.int(), data: z.unknown() });
export type Refusal = z.infer<typeof refusal>;

export const question = z.object({
  what: z.literal('question'),
  /** Of this device, counted from 1. */
  serial: z.int().min(1),
  /** The history it knows; null where it was never in contact. */
  epoch: id.nullable(),
  /** All ids it ever had, oldest first; the last is the present one. */
  devices: z.array(id).min(1).max(1000),
  cursors: z.array(z.object({ feed: id, epoch: id.nullable(), after: position })).max(maxFeeds),
  /** Documents that it lacks, oldest first; left out by a device that reads none. */
  wanted: z.array(documentNamed).max(maxWanted).optional(),
});
export type Question = z.infer<typeof question>;

export const pushMessage = z.object({ what: z.literal('push'), request: pushRequest });

export const answer = z.object({
  what: z.literal('answer'),
  /** Of the question; 0 where nobody asked. */
  serial: z.int().min(0),
  /** The epoch that the question knew. */
  asked: id.nullable(),
  epoch: id,
  now: z.iso.datetime(),
  server: serverTold,
  /** The present id of the device it is for. */
  device: id,
  feeds: z.union([z.object({ answer: feedsAnswer }), z.object({ refused: refusal })]),
});
export type Answer = z.infer<typeof answer>;

export const outcome = z.object({
  what: z.literal('outcome'),
  device: id,
  /** The first number of the batch. */
  first: z.int().min(1),
  count: z.int().min(1),
  ends: z.array(chainEnd.omit({ signature: true })),
  said: z.union([z.object({ answer: pushAnswer }), z.object({ refused: refusal })]),
});
export type Outcome = z.infer<typeof outcome>;

export const pageMessage = z.object({ what: z.literal('page'), answer: pullAnswer });

/** Bytes of a document from byte `at` on. Whether they are any is looked at for each document by itself. */
export const piece = z.object({
  what: z.literal('piece'),
  ...documentNamed.shape,
  /** Of the whole, bytes. */
  size: z.int(),
  at: z.int(),
  /** Base64. */
  bytes: z.string(),
});
export type Piece = z.infer<typeof piece>;

/** Why the server did not take a document. */
export type DocumentFault =
  | 'not_found'
  | 'too_large'
  | 'incomplete'
  | 'checksum_mismatch'
  | 'revoked'
  | 'again';

/** What became of the documents of a question. */
export const documents = z.object({
  what: z.literal('documents'),
  /** The server has them now, whoever brought them. */
  held: z.array(documentNamed),
  /** A code that is not known here means no more than that it was refused. */
  refused: z.array(documentNamed.extend({ code: z.string().max(60) })),
});
export type DocumentsSaid = Omit<z.infer<typeof documents>, 'what'>;

/** `more`: the file was full before everything was in it; `left`: so many wanted documents did not fit. */
export const end = z.object({
  what: z.literal('end'),
  more: z.boolean(),
  left: z.int().min(0).optional(),
});

export const toServer = z.discriminatedUnion('what', [question, pushMessage, piece]);
export const toDevice = z.discriminatedUnion('what', [answer, outcome, documents, pageMessage, piece, end]);
