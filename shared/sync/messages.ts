/**
 * The messages of the sync protocol (docs/sync-protocol.md), as zod schemas: what is parsed at
 * both edges. Answers are not strict, so that a newer server may add fields (§13).
 */
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import { stepColumns } from './columns.ts';

/** Limits of one push and of one page (§5, §8). */
export const maxBatchSteps = 1000;
export const maxBatchPayloadBytes = 512 * 1024;
/** What a batch shrinks to on a bad link. */
export const minBatchPayloadBytes = 16 * 1024;

const id = z.uuid().lowercase();
const position = z.int().min(0);
const instant = z.iso.datetime();
/** SHA-256 in base64. */
const hash = z.base64().length(44);
/** Ed25519 signature in base64. */
const signature = z.base64().length(88);
/** 32 bytes of a public key in base64. */
const publicKey = z.base64().length(44);

/** In every answer: which history this is, and the server's clock. */
const stamp = { epoch: id, now: instant };

export const feedKinds = ['directory', 'institution', 'plan', 'roster', 'case', 'device_audit'] as const;

// §4 Enrolment
export const enrolmentCode = z.string().trim().min(4).max(100);

export const lookRequest = z.object({ code: enrolmentCode });
/** Who the server is; its keys (§15) were not told by older ones. */
export const serverTold = z.object({
  id,
  name: z.string(),
  keys: z.object({ sign: publicKey, encrypt: publicKey }).optional(),
  /** Whether it takes documents from a file (§15). */
  takesDocuments: z.boolean().optional(),
});

export const lookAnswer = z.object({
  ...stamp,
  server: serverTold,
  person: z.object({ id, name: z.string() }),
  memberships: z.array(z.object({ institutionId: id, institution: z.string(), role: z.enum(roles) })),
  /** Only when a device is enrolled: SHA-256 of what proves its revocation (§7). */
  revocation: hash.optional(),
});
export type LookAnswer = z.infer<typeof lookAnswer>;

export const alias = z.object({ kind: z.enum(['person', 'institution']), local: id, server: id });
export type Alias = z.infer<typeof alias>;

export const enrolRequest = z.object({
  code: enrolmentCode,
  device: z.object({ id, signKey: publicKey, encryptKey: publicKey }),
  aliases: z.array(alias).max(100),
  proof: signature,
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

/** §5 FORK: the same person and keys go on under a new device id. */
export const renewRequest = z.object({ deviceId: id });

// §13 Versions
/** What this build speaks, told with every request; who tells nothing is of the first version. */
export const protocolVersion = 1;
export const protocolHeader = 'uige-protocol';
/** The app is too old to be told anything; the epoch, so that it still hands in what a restored server lacks. */
export const tooOld = z.object({ oldest: z.int().min(1), epoch: id });

// §7 Revoked
export const deviceRevoked = z.object({
  as: z.enum(['lost', 'withdrawn']),
  epoch: id,
  /** Its SHA-256 was told at enrolment: nobody but the server can have a device destroy its data. */
  proof: z.base64().optional(),
});
export type DeviceRevoked = z.infer<typeof deviceRevoked>;

/** What a revoked device could hand in, and what it could not, when it has destroyed what it held. */
export const farewellReport = z.object({
  /** Steps that went into quarantine because it was revoked. */
  handedIn: z.int().min(0),
  /** Steps that the server has not, or has not taken. */
  leftSteps: z.int().min(0),
  leftDocuments: z.int().min(0),
});
export type FarewellReport = z.infer<typeof farewellReport>;

// §5 Push, §6 Verdicts
export const reviewReasons = ['gate', 'role', 'clock', 'day'] as const;
export const quarantineReasons = ['no_grant', 'unknown_feed', 'no_membership', 'revoked'] as const;
export const refusalReasons = [
  'payload_too_large',
  'payload_malformed',
  'header_malformed',
  'wrong_feed',
  'derived',
  'author',
  'seal_broken',
  'id_taken',
] as const;
export const verdictReasons = [...reviewReasons, ...quarantineReasons, ...refusalReasons] as const;
export type VerdictReason = (typeof verdictReasons)[number];
export const verdicts = ['accepted', 'needs_review', 'quarantined', 'refused'] as const;

export const chainEnd = z.object({ feed: id, seq: z.int().min(1), hash, signature });

export const pushRequest = z.object({
  device: id,
  steps: stepColumns,
  ends: z.array(chainEnd).max(maxBatchSteps),
  /** Only after CHAIN_MISMATCH: the hash of each step. */
  hashes: z.array(hash).max(maxBatchSteps).optional(),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** Runs of steps that the server received at the same moment: how many, and when. */
const received = z.array(z.tuple([z.int().min(1), instant]));

/** Verdicts other than `accepted`: place in the batch, verdict, reason. */
const exceptions = z.array(
  z.object({ at: z.int().min(0), verdict: z.enum(verdicts), reason: z.string().nullable() }),
);

export const pushAnswer = z.object({
  ...stamp,
  /** For each step of the batch its position, 0 for none. */
  pos: z.array(position),
  received,
  verdicts: exceptions,
});
export type PushAnswer = z.infer<typeof pushAnswer>;

// §14 Attachments
/** Bytes in one piece of a document: what one answer brings at most. */
export const attachmentPieceBytes = 256 * 1024;
/** A document by its address: the feed, and its bytes' SHA-256 in lower-case hex. */
export const documentNamed = z.object({ feed: id, sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type DocumentNamed = z.infer<typeof documentNamed>;
export const attachmentRequest = z.object({
  ...documentNamed.shape,
  from: z.int().min(0),
  most: z.int().min(1024).max(attachmentPieceBytes).default(attachmentPieceBytes),
});
/** `bytes` from `from` on; null where the server does not have the document, or not for this person. */
export const attachmentAnswer = z.object({
  ...stamp,
  piece: z.object({ size: z.int().min(1), bytes: z.base64() }).nullable(),
});

// §16 Snapshots
/** A packed run of a feed, from its first step to `head`: bytes, and their SHA-256 by which it is fetched. */
export const snapshotTold = z.object({ head: position, sha256: hash, size: z.int().min(1) });
export const snapshotRequest = z.object({
  feed: id,
  sha256: hash,
  from: z.int().min(0),
  most: z.int().min(1024).max(attachmentPieceBytes).default(attachmentPieceBytes),
});
/** `bytes` from `from` on; null where it is not there any more, or not for this person. */
export const snapshotAnswer = z.object({ ...stamp, bytes: z.base64().nullable() });

// §8 Feeds and pull
export const feedItem = z.object({
  feed: id,
  kind: z.enum(feedKinds),
  institution: id.nullable(),
  head: position,
  checksum: hash,
  /** §16: of large feeds. */
  snapshot: snapshotTold.optional(),
});
export type FeedItem = z.infer<typeof feedItem>;
/** `held`: feeds that the device holds and that were not listed, after the server began a new epoch. */
export const feedsRequest = z.object({ held: z.array(id).max(5000).optional() });
export const feedsAnswer = z.object({
  ...stamp,
  server: serverTold.optional(),
  feeds: z.array(feedItem),
  /** Those of `held` that the server has and this person may not read. */
  withdrawn: z.array(id).optional(),
  /** For how many days without contact a device may be read. */
  readingDays: z.int().min(1).optional(),
});
export type FeedsAnswer = z.infer<typeof feedsAnswer>;

export const pullRequest = z.object({
  cursors: z.array(z.object({ feed: id, after: position })).max(1000),
  limit: z.int().min(1).max(maxBatchSteps).default(maxBatchSteps),
  maxBytes: z.int().min(1024).max(maxBatchPayloadBytes).default(maxBatchPayloadBytes),
});

/** One feed's run of positions `from … to`, its steps in `steps`, in order of position. */
export const page = z.object({
  feed: id,
  from: position,
  to: position,
  received,
  verdicts: exceptions,
  /** Where a device's chain does not go on from its last positioned step: place in the run, prevHash. */
  prev: z.array(z.tuple([z.int().min(0), hash])),
  /** Of the feed at `to`, where `to` is its head. */
  checksum: hash.nullable(),
});
export type Page = z.infer<typeof page>;

export const pullAnswer = z.object({
  ...stamp,
  pages: z.array(page),
  steps: stepColumns,
  more: z.boolean(),
});
export type PullAnswer = z.infer<typeof pullAnswer>;

/** §16 One message of a snapshot: what a pull answers, but for what only holds at that moment. */
export const snapshotPages = pullAnswer.omit({ epoch: true, now: true, more: true });
export type SnapshotPages = z.infer<typeof snapshotPages>;

// §10 Poke
export const pokeEvent = z.union([
  z.object({ feed: id, head: position }),
  z.object({ alive: z.literal(true) }),
]);
export type PokeEvent = z.infer<typeof pokeEvent>;
