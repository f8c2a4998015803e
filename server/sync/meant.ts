/**
 * Whom and what the ids in pushed steps mean that are not the server's own: local ones from before an
 * enrolment, and those of people and institutions that were entered again after a restore (docs/sync-protocol.md §9).
 */
import { foldName } from '#shared/domain/search/foldName.ts';
import type { TravellingStep } from '#shared/sync/columns.ts';
import { oneOf, type Reads, type Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { type CaseworkerNamed, caseOpenedBy } from './judge.ts';

/**
 * From ids in the steps to the server's. Of people only what this person's devices said: an alias of another's
 * must not give them rights in the name of a third. Of institutions whoever said it: rights hang on the membership.
 */
export async function aliasesOf(
  tx: Reads,
  personId: string,
  steps: readonly TravellingStep[],
): Promise<ReadonlyMap<string, string>> {
  const columns = ['local_id', 'server_id'] as const;
  const opened = new Set(steps.flatMap((step) => caseOpenedBy(step)?.institutionId ?? []));
  const theirs = await tx.select('alias', { columns, where: { recorded_by: personId } });
  const known = new Set(theirs.map((row) => row.local_id));
  const others = [...opened].filter((id) => !known.has(id));
  const institutions =
    others.length === 0
      ? []
      : await tx.select('alias', { columns, where: { local_id: oneOf(others), kind: 'institution' } });
  return new Map([...theirs, ...institutions].map((row) => [row.local_id, row.server_id]));
}

/**
 * Who was named, by the id that the server has for them: for somebody who was entered again under another one,
 * and whose laptop came back, it is theirs where the name is the same. A stranger to the server as they are.
 */
export async function personNamed(tx: Reads, { personId, name }: CaseworkerNamed): Promise<string> {
  const [alias] = await tx.select('alias', {
    columns: ['server_id'],
    where: { local_id: personId, kind: 'person' },
  });
  if (alias === undefined) return personId;
  const [person] = await tx.select('person', {
    columns: ['name'],
    where: { person_id: alias.server_id },
  });
  return person !== undefined && foldName(person.name) === foldName(name) ? alias.server_id : personId;
}

export type WaitingStep = Pick<
  Tables['withheld_step'],
  'feed_id' | 'id' | 'device_id' | 'seq' | 'payload_hash'
>;

/** Steps of these that wait in quarantine in their feed, as "feed id": from whatever device. */
export async function waitingSteps(
  tx: Tx,
  steps: readonly TravellingStep[],
): Promise<Map<string, WaitingStep[]>> {
  const rows = await tx.select('withheld_step', {
    columns: waitingColumns,
    where: {
      feed_id: oneOf(steps.map((step) => step.feedId)),
      id: oneOf(steps.map((step) => step.id)),
      ...waiting,
    },
  });
  return Map.groupBy(rows, (row) => `${row.feed_id} ${row.id}`);
}

/**
 * Steps of this person that wait under the feed of a former institution, which the server does not know, by
 * their ids: the device seals such a step anew, with its id and its salt, into the feed that is there now.
 * The receipts say in which feed to look.
 */
export async function leftInFormerFeeds(
  tx: Tx,
  ids: readonly string[],
  personId: string,
): Promise<Map<string, WaitingStep[]>> {
  if (ids.length === 0) return new Map();
  const devices = await tx.select('device', { columns: ['device_id'], where: { person_id: personId } });
  const receipts = await tx.select('receipt', {
    columns: ['feed_id'],
    where: {
      device_id: oneOf(devices.map((row) => row.device_id)),
      step_id: oneOf(ids),
      reason: 'unknown_feed',
    },
  });
  const rows = await tx.select('withheld_step', {
    columns: waitingColumns,
    where: {
      feed_id: oneOf(receipts.map((row) => row.feed_id)),
      id: oneOf(ids),
      device_id: oneOf(devices.map((row) => row.device_id)),
      reason: 'unknown_feed',
      ...waiting,
    },
  });
  return Map.groupBy(rows, (row) => row.id);
}

const waitingColumns = ['feed_id', 'id', 'device_id', 'seq', 'payload_hash'] as const;
const waiting = { verdict: 'quarantined', released_at: null } as const;
