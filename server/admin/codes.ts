/** Enrolment codes that were handed out: which are open, which were used; the codes themselves are not kept. */
import { toHex } from '#shared/sync/bytes.ts';
import type { ServerContext } from '../context.ts';
import { oneOf } from '../store/store.ts';
import { AdminRefused } from './fault.ts';

export interface CodeItem {
  /** Hash of the code, in hex. */
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly state: 'open' | 'used' | 'expired';
}

const mostListed = 500;

/** Newest first. */
export async function codeList({ store, now }: ServerContext): Promise<CodeItem[]> {
  const codes = await store.select('enrolment_code', {
    columns: ['code_hash', 'person_id', 'made_at', 'expires_at', 'used_by'],
    order: ['made_at', 'code_hash'],
    descending: true,
    limit: mostListed,
  });
  const people = await store.select('person', {
    columns: ['person_id', 'login', 'name'],
    where: { person_id: oneOf(codes.map((code) => code.person_id)) },
  });
  const byId = new Map(people.map((person) => [person.person_id, person]));
  const today = now();
  return codes.map((code) => ({
    id: toHex(code.code_hash),
    login: byId.get(code.person_id)?.login ?? '',
    name: byId.get(code.person_id)?.name ?? '',
    madeAt: code.made_at.toISOString(),
    expiresAt: code.expires_at.toISOString(),
    state: code.used_by !== null ? 'used' : code.expires_at <= today ? 'expired' : 'open',
  }));
}

/** A code that is not used yet opens nothing any more. Throws AdminRefused `code_unknown`. */
export async function withdrawCode(context: ServerContext, id: string): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new AdminRefused('code_unknown');
  const code_hash = new Uint8Array(Buffer.from(id, 'hex'));
  const personId = await context.store.transaction(async (tx) => {
    const [code] = await tx.select('enrolment_code', {
      columns: ['person_id', 'used_by'],
      where: { code_hash },
      lock: 'wait',
    });
    if (code === undefined || code.used_by !== null) throw new AdminRefused('code_unknown');
    await tx.remove('enrolment_code', [{ code_hash }]);
    return code.person_id;
  });
  await context.audit.add({ action: 'admin.code.withdraw', outcome: 'done', details: { person: personId } });
}
