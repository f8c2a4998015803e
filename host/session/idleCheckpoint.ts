/**
 * Moves the write-ahead log into the database while nobody records: inside a commit it would make one
 * note in thirty wait for it. Nothing depends on it: a step is durable in the log already.
 */
import type { Writer } from '#db/open/handles.ts';

const lookEveryMs = 3_000;

/** Begins to look; answers how to end it. Never keeps a program running. */
export function checkpointWhenIdle(database: Writer): () => void {
  let seen = database.changed;
  let moved = seen;
  const timer = setInterval(() => {
    const now = database.changed;
    const idle = now === seen;
    seen = now;
    if (!idle || now === moved) return;
    moved = now;
    try {
      database.checkpointQuietly();
    } catch {
      // a full disk or a busy database: the next commit says so, or the next look succeeds
      moved = -1;
    }
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
