/** The chains of devices in feeds: their newest link, and their newest link that has a position. */
import { firstPrevHash } from '#shared/sync/seal.ts';
import { columnsOf } from '../store/shapes.ts';
import { oneOf, type Tx } from '../store/store.ts';

export interface Chain {
  readonly feedId: string;
  readonly deviceId: string;
  hash: Uint8Array;
  /** Null before the first step with a position. */
  positionedHash: Uint8Array | null;
}

/** Chains of a transaction, read once and written back once. */
export class Chains {
  readonly #chains = new Map<string, Chain>();

  /** The chain of a device in a feed, a new one where there is none. */
  of(feedId: string, deviceId: string): Chain {
    const key = `${feedId} ${deviceId}`;
    const known = this.#chains.get(key);
    if (known !== undefined) return known;
    const chain: Chain = { feedId, deviceId, hash: firstPrevHash, positionedHash: null };
    this.#chains.set(key, chain);
    return chain;
  }

  async load(tx: Tx, feedIds: readonly string[], deviceIds: readonly string[]): Promise<void> {
    const rows = await tx.select('chain', {
      columns: columnsOf('chain'),
      where: { feed_id: oneOf(feedIds), device_id: oneOf(deviceIds) },
    });
    for (const row of rows) {
      const chain = this.of(row.feed_id, row.device_id);
      chain.hash = row.hash;
      chain.positionedHash = row.positioned_hash;
    }
  }

  async save(tx: Tx): Promise<void> {
    const chains = [...this.#chains.values()].filter((chain) => chain.hash !== firstPrevHash);
    const rows = chains.map((chain) => ({
      feed_id: chain.feedId,
      device_id: chain.deviceId,
      hash: chain.hash,
      positioned_hash: chain.positionedHash,
    }));
    await tx.insert('chain', rows, 'replace');
  }
}
