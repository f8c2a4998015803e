/** The chains of devices in feeds: their newest link, and their newest link that has a position. */
import { sql } from 'kysely';
import { firstPrevHash } from '#shared/sync/seal.ts';
import type { Tx } from '../postgres/connect.ts';

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
    if (feedIds.length === 0) return;
    const rows = await tx
      .selectFrom('chain')
      .selectAll()
      .where('feed_id', 'in', [...new Set(feedIds)])
      .where('device_id', 'in', [...new Set(deviceIds)])
      .execute();
    for (const row of rows) {
      const chain = this.of(row.feed_id, row.device_id);
      chain.hash = row.hash;
      chain.positionedHash = row.positioned_hash;
    }
  }

  async save(tx: Tx): Promise<void> {
    const chains = [...this.#chains.values()].filter((chain) => chain.hash !== firstPrevHash);
    if (chains.length === 0) return;
    await sql`
      insert into chain (feed_id, device_id, hash, positioned_hash)
      select * from unnest(
        ${chains.map((chain) => chain.feedId)}::uuid[],
        ${chains.map((chain) => chain.deviceId)}::uuid[],
        ${chains.map((chain) => chain.hash)}::bytea[],
        ${chains.map((chain) => chain.positionedHash)}::bytea[]
      )
      on conflict (feed_id, device_id)
      do update set hash = excluded.hash, positioned_hash = excluded.positioned_hash`.execute(tx);
  }
}
