/**
 * Who works with the keyboard goes on where a form was opened: the focus comes back to that button, and where it
 * is gone (the step it asked for is recorded, or the form came with the address) to the one that records a step.
 */
import { useCallback, useEffect, useRef } from 'react';

/**
 * @param opened whether a form is open
 * @param changed what may take the button away after the form was closed
 * @returns to be called where a form is opened
 */
export function useOpener(opened: boolean, changed: unknown): () => void {
  const opener = useRef<HTMLElement | null>(null);
  const returning = useRef(false);
  const open = useRef(opened);
  open.current = opened;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the case may take the button away
  useEffect(() => {
    if (opened) {
      returning.current = true;
      return;
    }
    if (!returning.current) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) {
      const record = document.querySelector<HTMLElement>('[data-record-step]');
      const back = opener.current?.isConnected === true ? opener.current : record;
      back?.focus({ preventScroll: true });
    } else {
      // whoever has gone on is left alone
      returning.current = activeElement === opener.current;
    }
  }, [opened, changed]);
  return useCallback(() => {
    const { activeElement } = document;
    const within = activeElement?.closest('[role="dialog"]') ?? null;
    // a form may lead to another: then the first opener stays
    if (open.current && within !== null) return;
    const plain = activeElement instanceof HTMLElement && activeElement !== document.body && within === null;
    opener.current = plain ? activeElement : null;
  }, []);
}
