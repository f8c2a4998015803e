/** What strace wrote down: flushes to the disk and acknowledgements, in the order in which they happened. */
import { readFileSync } from 'node:fs';

/** The flushes of a file to the disk; SQLite uses the one or the other. */
export const flushes = 'fsync,fdatasync';

export interface TracedEvent {
  readonly what: 'flush' | 'acknowledged';
  /** The flushed file's path; of an acknowledgement, what was said. */
  readonly of: string;
}

/** Reads the output of `strace -y -e trace=fsync,fdatasync,write` over one thread; failed flushes do not count. */
export function readTrace(file: string): TracedEvent[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): TracedEvent[] => {
      const flushed = /^(?:fsync|fdatasync)\(\d+<(.*)>\)\s+= 0$/.exec(line)?.[1];
      if (flushed !== undefined) return [{ what: 'flush', of: flushed }];
      const said = /^write\(1<.*>, "(recorded [^"]*)"/.exec(line)?.[1];
      return said === undefined ? [] : [{ what: 'acknowledged', of: said }];
    });
}
