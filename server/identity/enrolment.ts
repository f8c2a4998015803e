/**
 * Enrolment (docs/sync-protocol.md §4): a one-time code becomes a device of its person. The code
 * is used up in the transaction that makes the device; a device whose answer was lost may ask again.
 */
import { createHash, randomBytes } from 'node:crypto';
import { fromBase64, toBase64 } from '#shared/sync/base64.ts';
import { equalBytes, sha256 } from '#shared/sync/bytes.ts';
import type { Alias, EnrolRequest, LookAnswer } from '#shared/sync/messages.ts';
import { enrolmentBytes } from '#shared/sync/signed.ts';
import { membershipsOf } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { appendAsServer } from '../feeds/author.ts';
import { lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { columnsOf } from '../store/shapes.ts';
import { oneOf, type Reads, type Tx } from '../store/store.ts';
import { publicKeyOf, signatureHolds } from './ed25519.ts';
import { letIntoNamedCases } from './namedCases.ts';
import { newDevice } from './renew.ts';
import { serverToDevices } from './server.ts';

export type EnrolmentFault = 'CODE_INVALID' | 'ALIAS_INVALID';
export type Welcome = Omit<LookAnswer, 'epoch' | 'now'>;

/** As a person types it: case, blanks and hyphens do not matter; O is 0, I and L are 1. */
export function codeHash(code: string): Uint8Array {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(`uige code ${plain}`).digest();
}

export async function look(context: ServerContext, code: string): Promise<Welcome | EnrolmentFault> {
  const row = await findCode(context.store, code);
  if (row === null || row.used_by !== null || row.expires_at <= context.now()) return 'CODE_INVALID';
  return welcome(context, context.store, row.person_id);
}

export async function enrol(
  context: ServerContext,
  request: EnrolRequest,
): Promise<Welcome | EnrolmentFault> {
  const { device } = request;
  if (!proofHolds(request)) return 'CODE_INVALID';
  return context.store.transaction(async (tx) => {
    const now = context.now();
    const code = await findCode(tx, request.code, { lock: 'wait' });
    if (code === null) return 'CODE_INVALID';
    const [known] = await tx.select('device', {
      columns: ['sign_key', 'revocation_secret'],
      where: { device_id: device.id },
    });
    if (code.used_by !== null) {
      const same =
        code.used_by === device.id &&
        known !== undefined &&
        equalBytes(known.sign_key, fromBase64(device.signKey));
      if (!same) return 'CODE_INVALID';
      return { ...(await welcome(context, tx, code.person_id)), ...promised(known.revocation_secret) };
    }
    if (code.expires_at <= now || known !== undefined) return 'CODE_INVALID';
    const aliases = request.aliases.filter((alias) => alias.local !== alias.server);
    if (!(await aliasesHold(tx, code.person_id, aliases))) return 'ALIAS_INVALID';
    const revocation_secret = new Uint8Array(randomBytes(32));
    await tx.insert('device', [
      newDevice({
        device_id: device.id,
        person_id: code.person_id,
        sign_key: fromBase64(device.signKey),
        encrypt_key: fromBase64(device.encryptKey),
        renewed_from: null,
        enrolled_at: now,
        revocation_secret,
      }),
    ]);
    await tx.update('enrolment_code', [{ code_hash: code.code_hash, used_by: device.id, used_at: now }]);
    await recordAliases(context, tx, code.person_id, aliases);
    await letIntoNamedCases(context, tx, code.person_id, aliases);
    return { ...(await welcome(context, tx, code.person_id)), ...promised(revocation_secret) };
  });
}

/** What the device will know its revocation by (§7). */
function promised(secret: Uint8Array | null): Pick<Welcome, 'revocation'> {
  return secret === null ? {} : { revocation: toBase64(sha256(secret)) };
}

function proofHolds({ code, device, proof }: EnrolRequest): boolean {
  try {
    const key = publicKeyOf(fromBase64(device.signKey));
    return signatureHolds(
      key,
      enrolmentBytes(code, device.id, device.signKey, device.encryptKey),
      fromBase64(proof),
    );
  } catch {
    // not a point on the curve
    return false;
  }
}

async function findCode(reads: Reads, code: string, held: { lock?: 'wait' } = {}) {
  const where = { code_hash: codeHash(code) };
  const [row] = await reads.select('enrolment_code', {
    columns: columnsOf('enrolment_code'),
    where,
    ...held,
  });
  return row ?? null;
}

/** Aliases lead to the person of the code and to institutions they work for, and to nothing else. */
async function aliasesHold(tx: Tx, personId: string, aliases: readonly Alias[]): Promise<boolean> {
  const memberships = await membershipsOf(tx, personId);
  const allowed = new Set([personId, ...memberships.map((one) => one.institutionId)]);
  const known = await tx.select('alias', {
    columns: ['local_id', 'server_id'],
    where: { local_id: oneOf(aliases.map((alias) => alias.local)) },
  });
  const before = new Map(known.map((row) => [row.local_id, row.server_id]));
  if (await anyIsTheServers(tx, aliases)) return false;
  return aliases.every(
    (alias) => allowed.has(alias.server) && (before.get(alias.local) ?? alias.server) === alias.server,
  );
}

/** An alias of one of the server's own ids would make others read it as something else. */
async function anyIsTheServers(tx: Tx, aliases: readonly Alias[]): Promise<boolean> {
  const local = oneOf(aliases.map((alias) => alias.local));
  const persons = await tx.count('person', { person_id: local });
  return persons + (await tx.count('institution', { institution_id: local })) > 0;
}

/** Kept for the server's own resolving, and told to everyone in the directory. */
async function recordAliases(
  context: ServerContext,
  tx: Tx,
  personId: string,
  aliases: readonly Alias[],
): Promise<void> {
  if (aliases.length === 0) return;
  const rows = aliases.map((alias) => ({
    local_id: alias.local,
    kind: alias.kind,
    server_id: alias.server,
    recorded_by: personId,
  }));
  await tx.insert('alias', rows, 'keep');
  const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
  for (const feed of feeds.values()) {
    await appendAsServer(
      tx,
      context.identity.personId,
      context.now(),
      aliases.map((alias) => ({
        feed,
        kind: 'alias.recorded' as const,
        payload: { of: alias.kind, localId: alias.local, id: alias.server },
      })),
    );
  }
  await saveFeeds(tx, [...feeds.values()]);
}

async function welcome(context: ServerContext, reads: Reads, personId: string): Promise<Welcome> {
  const [person] = await reads.select('person', { columns: ['name'], where: { person_id: personId } });
  const memberships = await membershipsOf(reads, personId);
  const institutions = await reads.select('institution', {
    columns: ['institution_id', 'name'],
    where: { institution_id: oneOf(memberships.map((one) => one.institutionId)) },
    order: ['name'],
  });
  return {
    server: serverToDevices(context.identity),
    person: { id: personId, name: person?.name ?? '' },
    memberships: institutions.flatMap(({ institution_id: institutionId, name: institution }) =>
      memberships
        .filter((one) => one.institutionId === institutionId)
        .map(({ role }) => ({ institutionId, institution, role })),
    ),
  };
}
