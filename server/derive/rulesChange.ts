/**
 * After an update the same cases may be summarised otherwise. The server keeps the version of the
 * rules that its summaries follow; where it is another, every case waits for a new summary, and what
 * turns out the same is not appended again.
 */
import { rulesVersion } from '#shared/domain/gates/checks.ts';
import type { Store } from '../store/store.ts';

/** Called once at the start, by every process. Answers how many cases wait. */
export async function followRules(store: Store): Promise<number> {
  return store.transaction(async (tx) => {
    const [server] = await tx.select('server', { columns: ['one', 'rules'], lock: 'wait' });
    if (server === undefined || server.rules === rulesVersion) return 0;
    const cases = await tx.select('feed', { columns: ['feed_id', 'head'], where: { kind: 'case' } });
    const jobs = cases.map(({ feed_id, head }) => ({ feed_id, wanted_pos: head }));
    await tx.insert('summary_job', jobs, 'keep');
    await tx.update('server', [{ one: server.one, rules: rulesVersion }]);
    return jobs.length;
  });
}
