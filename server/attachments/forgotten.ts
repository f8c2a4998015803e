/**
 * Uploads that were begun and that nobody goes on with: the laptop is gone, its person works elsewhere, or the
 * document was sent by somebody else meanwhile. What they brought is removed; a device that comes back after
 * all is answered 404 and begins anew by itself (docs/sync-protocol.md §14).
 */
import type { ServerContext } from '../context.ts';
import { between } from '../store/store.ts';
import { removeUpload } from './uploads.ts';

/** A laptop may be away for weeks. */
export const uploadWaitsDays = 30;
const dayMs = 86_400_000;
const mostAtOnce = 200;

/** Removes those without a new piece for so long; answers how many. Any server process may do it. */
export async function forgetUploads({ store, now }: ServerContext): Promise<number> {
  const last = new Date(now().getTime() - uploadWaitsDays * dayMs);
  const due = await store.select('attachment_upload', {
    columns: ['feed_id', 'upload_id'],
    where: { waiting_since: between(new Date(0), last) },
    limit: mostAtOnce,
  });
  let forgotten = 0;
  for (const { feed_id, upload_id } of due) {
    forgotten += await store.transaction(async (tx) => {
      // another process may have been quicker, and so may the next piece
      const [row] = await tx.select('attachment_upload', {
        columns: ['waiting_since'],
        where: { feed_id, upload_id },
        lock: 'wait',
      });
      const waiting = row?.waiting_since ?? null;
      if (waiting === null || waiting > last) return 0;
      await removeUpload(tx, { feed_id, upload_id });
      return 1;
    });
  }
  return forgotten;
}
