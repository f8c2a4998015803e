/**
 * The server's own keys (docs/sync-protocol.md §15): Ed25519 to sign bundles, X25519 to open them. Kept in
 * its database, so that every process has the same and a restored copy too; they never leave it.
 */
import { generateKeyPairSync } from 'node:crypto';
import type { RawPair } from '#shared/sync/bundle/envelope.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

export interface ServerKeys {
  readonly sign: RawPair;
  readonly encrypt: RawPair;
}

/** Made once: of processes that start at the same moment the first one's stay, and the others read them. */
export async function ensureServerKeys(tx: Tx, now: Date): Promise<ServerKeys> {
  const known = await readKeys(tx);
  if (known !== null) return known;
  const { encrypt, sign } = { encrypt: makePair('x25519'), sign: makePair('ed25519') };
  await tx.insert('server_key', [rowOf('encrypt', encrypt, now), rowOf('sign', sign, now)], 'keep');
  const made = await readKeys(tx);
  if (made === null) throw new Error('keys just made are there');
  return made;
}

async function readKeys(tx: Tx): Promise<ServerKeys | null> {
  const rows = await tx.select('server_key', { columns: columnsOf('server_key') });
  const pairs = new Map(rows.map((row) => [row.purpose, pairOf(row)]));
  const [sign, encrypt] = [pairs.get('sign'), pairs.get('encrypt')];
  return sign === undefined || encrypt === undefined ? null : { sign, encrypt };
}

type KeyRow = Tables['server_key'];

function pairOf(row: KeyRow): RawPair {
  return { publicKey: new Uint8Array(row.public_key), privateKey: new Uint8Array(row.private_key) };
}

function rowOf(purpose: KeyRow['purpose'], pair: RawPair, now: Date): KeyRow {
  return { purpose, public_key: pair.publicKey, private_key: pair.privateKey, made_at: now };
}

function makePair(type: 'ed25519' | 'x25519'): RawPair {
  const { publicKey, privateKey } =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  // both encodings end with the 32 raw bytes
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)),
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32)),
  };
}
