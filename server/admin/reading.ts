/** For how long a device may be read without contact (docs/sync-protocol.md §8). */
import { fewestReadingDays, mostReadingDays, usualReadingDays } from '#shared/domain/reading.ts';
import type { ServerContext } from '../context.ts';
import type { Reads } from '../store/store.ts';
import { AdminRefused } from './fault.ts';

export async function readingDaysOf(reads: Reads): Promise<number> {
  const [server] = await reads.select('server', { columns: ['reading_days'] });
  return server?.reading_days ?? usualReadingDays;
}

/** Devices learn of it at their next contact. Throws AdminRefused `reading_days`. */
export async function setReadingDays(context: ServerContext, days: number): Promise<{ readingDays: number }> {
  if (!Number.isInteger(days) || days < fewestReadingDays || days > mostReadingDays) {
    throw new AdminRefused('reading_days');
  }
  await context.store.transaction((tx) => tx.update('server', [{ one: 1, reading_days: days }]));
  await context.audit.add({ action: 'admin.reading', outcome: 'done', details: { days } });
  return { readingDays: days };
}
