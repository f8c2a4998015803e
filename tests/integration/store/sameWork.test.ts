/** The same random work on every store of the server (conformance.test.ts), answer by answer. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OnConflict, oneOf, type Store, type Tx } from '#server/store/store.ts';
import { closeStores, openStores, stores } from '../../support/stores.ts';

beforeAll(openStores);
afterAll(closeStores);

/** Few values, so that they meet. */
const feedIds = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
const anId = fc.constantFrom(...feedIds);
const aJob = fc.record({ feed_id: anId, wanted_pos: fc.integer({ min: 1, max: 4 }) });
const aGrant = fc.record({
  feed_id: anId,
  person_id: anId,
  role: fc.constantFrom('caseworker', 'supervisor'),
});
type Deed = (tx: Tx, heard: unknown[]) => Promise<unknown>;
const jobs = fc.uniqueArray(aJob, { selector: JSON.stringify });
const grants = fc.uniqueArray(aGrant, { selector: (row) => row.feed_id + row.person_id });
const given = { granted_by: feedIds[0] ?? '', granted_at: new Date(0) };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  jobs.map(
    (rows): Deed =>
      (tx) =>
        tx.insert('summary_job', rows, 'keep'),
  ),
  jobs.map(
    (rows): Deed =>
      async (tx, heard) =>
        heard.push(await tx.remove('summary_job', rows)),
  ),
  fc.tuple(grants, fc.constantFrom<OnConflict[]>('keep', 'replace')).map(
    ([rows, conflict]): Deed =>
      (tx) =>
        tx.insert(
          'feed_grant',
          rows.map((row) => ({ ...row, ...given })),
          conflict,
        ),
  ),
  aGrant.map(
    (row): Deed =>
      async (tx, heard) =>
        heard.push(await tx.update('feed_grant', [row])),
  ),
  fc.tuple(anId, fc.array(anId), fc.nat(3)).map(
    ([person_id, feeds, limit]): Deed =>
      async (tx, heard) => {
        heard.push(await tx.count('summary_job'));
        const where = { person_id, feed_id: oneOf(feeds) };
        const order = ['role', 'feed_id'] as const;
        heard.push(await tx.select('feed_grant', { columns: ['role', 'feed_id'], where, order, limit }));
      },
  ),
);

describe('the same work on all stores', () => {
  it('gives the same answers', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(deed, { maxLength: 5 }), { maxLength: 8 }), async (batches) => {
        const answers: unknown[][] = [];
        for (const [, open] of stores) {
          const store = open();
          await emptied(store);
          const heard: unknown[] = [];
          for (const batch of batches) {
            await store.transaction(async (tx) => {
              for (const one of batch) await one(tx, heard);
            });
          }
          answers.push(heard);
        }
        expect(answers[1]).toEqual(answers[0]);
        expect(answers[2]).toEqual(answers[0]);
      }),
      { numRuns: 60 },
    );
  });

  async function emptied(store: Store): Promise<void> {
    const jobs = await store.select('summary_job', { columns: ['feed_id', 'wanted_pos'] });
    const grants = await store.select('feed_grant', { columns: ['feed_id', 'person_id'] });
    await store.transaction(async (tx) => {
      await tx.remove('summary_job', jobs);
      await tx.remove('feed_grant', grants);
    });
  }
});
