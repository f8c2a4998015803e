/**
 * What is known of the line to the server for as long as the profile is open: how much gets through at once,
 * and how both sides pack (docs/sync-protocol.md §2).
 */
import zlib from 'node:zlib';
import { pieceBytes } from '#db/attachments/attachments.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { maxBatchPayloadBytes, maxBatchSteps, minBatchPayloadBytes } from '#shared/sync/messages.ts';
import { Gauge } from './gauge.ts';

/** What nearly any link carries. */
const leastOfPiece = 4 * 1024;

export type Packing = 'zstd' | 'gzip';

/** zstd came with Node 22.15: an older runtime has only gzip. */
export function packings(runtime: { readonly zstdCompress?: unknown } = zlib): readonly Packing[] {
  return typeof runtime.zstdCompress === 'function' ? ['zstd', 'gzip'] : ['gzip'];
}

export class Link {
  /** Payload of a batch that is pushed, or of a page that is asked for. */
  readonly batch = new Gauge(minBatchPayloadBytes, maxBatchPayloadBytes);
  /** Steps of a batch, at most. */
  readonly batchSteps: number;
  /** Bytes of a document (§14) or of a snapshot (§16). */
  readonly piece: Gauge;
  readonly packings: readonly Packing[];
  /** How bodies go out; gzip once the other side has said that it does not take zstd. */
  packing: Packing;
  /** False once a batch that was sent ahead came before its turn: there are several ways to the server, or several servers. */
  keepsOrder = true;

  /** Snapshots (§16) that could not be used, by their hashes. */
  readonly #passedOver = new Set<string>();

  constructor(
    can: readonly Packing[] = packings(),
    {
      piece = new Gauge(leastOfPiece, pieceBytes),
      batchSteps = maxBatchSteps,
    }: { readonly piece?: Gauge; readonly batchSteps?: number } = {},
  ) {
    this.batchSteps = batchSteps;
    this.piece = piece;
    this.packings = can;
    this.packing = can[0] ?? 'gzip';
  }

  passOver(snapshot: Uint8Array): void {
    this.#passedOver.add(toHex(snapshot));
  }

  passesOver(snapshot: Uint8Array): boolean {
    return this.#passedOver.has(toHex(snapshot));
  }
}
