/**
 * Runs the import and listens to its progress. Stopping ends the listening, which is how the host is told
 * to stop; what is written by then stays, child by child.
 */
import { useEffect, useRef, useState } from 'react';
import type { ImportResult } from '#shared/contract/register.ts';
import type { Day } from '#shared/domain/day.ts';
import { useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import type { Decisions } from './decisions.ts';

export type ImportRun =
  | { readonly state: 'idle' }
  | { readonly state: 'running' | 'stopping'; readonly done: number; readonly total: number }
  /** How many were written by then only the database knows: the host may have been some families ahead. */
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly error: unknown };

export interface ImportOrder {
  readonly registerId: string;
  readonly institution: string;
  readonly baselineDay?: Day;
  readonly decisions: Decisions;
}

export function useImportRun(finished: (result: ImportResult) => void) {
  const client = useClient();
  const [run, setRun] = useState<ImportRun>({ state: 'idle' });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const start = async (order: ImportOrder): Promise<void> => {
    let stopped = false;
    stop.current = () => {
      stopped = true;
    };
    setRun({ state: 'running', done: 0, total: 0 });
    try {
      const events = await client.register.run({ ...order, decisions: { ...order.decisions } });
      for await (const event of events) {
        if ('finished' in event) {
          const result = unwrap(event.finished);
          setRun({ state: 'idle' });
          finished(result);
          return;
        }
        if (stopped) break;
        setRun({ state: 'running', ...event.progress });
      }
      setRun({ state: 'stopped' });
    } catch (error) {
      setRun({ state: 'failed', error });
    } finally {
      stop.current = null;
    }
  };

  return {
    run,
    start: (order: ImportOrder) => void start(order),
    stop: () => {
      stop.current?.();
      setRun((current) => (current.state === 'running' ? { ...current, state: 'stopping' } : current));
    },
    reset: () => setRun({ state: 'idle' }),
  };
}
