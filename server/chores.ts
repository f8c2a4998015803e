/** What a server process does by the clock, beside requests; several processes may do it at once. */
import { faultLines } from '#shared/fault.ts';
import { endDueGrants } from './admin/transfer.ts';
import { forgetUploads } from './attachments/forgotten.ts';
import type { ServerContext } from './context.ts';

interface Chore {
  readonly everyMs: number;
  readonly work: (context: ServerContext) => Promise<unknown>;
  /** Told in the log where it did not go. */
  readonly missed: string;
}

const chores: readonly Chore[] = [
  { everyMs: 60_000, work: endDueGrants, missed: 'grants that end were not looked at' },
  {
    everyMs: 60_000,
    work: ({ audit }) => audit.tellOfStrangers(),
    missed: 'the audit was not told how many strangers were refused',
  },
  { everyMs: 3_600_000, work: forgetUploads, missed: 'uploads that wait were not looked at' },
];

/** Answers how to stop. */
export function startChores(context: ServerContext): () => void {
  const timers = chores.map(({ everyMs, work, missed }) =>
    setInterval(() => {
      work(context).catch((error: unknown) => context.log.warn({ fault: faultLines(error) }, missed));
    }, everyMs),
  );
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
