/**
 * Checks a whole server by what lies in its database: every feed, what was derived from it, and the
 * chains of the audit. It reads one moment and changes nothing.
 */
import type { KeyObject } from 'node:crypto';
import { type AuditHead, type AuditState, verifyAudit } from '../audit/audit.ts';
import { publicKeyOf } from '../identity/ed25519.ts';
import type { Reads } from '../store/store.ts';
import { DerivedSeen } from './derived.ts';
import type { VerifyFault } from './fault.ts';
import { verifyFeed } from './feed.ts';

export interface Verification {
  readonly feeds: number;
  readonly steps: number;
  readonly cases: number;
  readonly audit: Omit<AuditState, 'faults'>;
  readonly faults: readonly VerifyFault[];
}

export interface VerifyOptions {
  /** Heads of the audit's chains from an earlier check, kept elsewhere. */
  readonly since?: readonly AuditHead[];
  readonly progress?: (done: { readonly steps: number } | { readonly cases: number }) => void;
}

export async function verifyServer(
  reads: Reads,
  { since = [], progress }: VerifyOptions,
): Promise<Verification> {
  const feeds = await reads.select('feed', {
    columns: ['feed_id', 'kind', 'head', 'checksum'],
    order: ['feed_id'],
  });
  const derived = new DerivedSeen();
  const keys = new Map<string, KeyObject | null>();
  const signKeyOf = async (deviceId: string): Promise<KeyObject | null> => {
    const known = keys.get(deviceId);
    if (known !== undefined) return known;
    const [device] = await reads.select('device', { columns: ['sign_key'], where: { device_id: deviceId } });
    const key = device === undefined ? null : publicKeyOf(device.sign_key);
    keys.set(deviceId, key);
    return key;
  };
  let steps = 0;
  const faults: VerifyFault[] = [];
  for (const feed of feeds) {
    const seen: typeof derived.see = (step) => {
      steps += 1;
      if (steps % 1000 === 0) progress?.({ steps });
      derived.see(step);
    };
    faults.push(...(await verifyFeed({ reads, signKeyOf, seen }, feed)));
  }
  const caseIds = feeds.filter((feed) => feed.kind === 'case').map((feed) => feed.feed_id);
  faults.push(...(await derived.compare(reads, caseIds, (cases) => progress?.({ cases }))));
  const { faults: auditFaults, ...audit } = await verifyAudit(reads, since);
  return { feeds: feeds.length, steps, cases: caseIds.length, audit, faults: [...faults, ...auditFaults] };
}
