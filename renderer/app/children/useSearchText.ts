/**
 * Text of a search field that searches as one types: a short pause gathers quick keys, and letters that are
 * still being composed by an input method are waited for.
 */
import { type ChangeEvent, type CompositionEvent, useEffect, useRef, useState } from 'react';

/** Milliseconds after the last key. */
const pauseMs = 60;

export function useSearchText(searched: string, search: (text: string) => void) {
  const [text, setText] = useState(searched);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(searched), [searched]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (next: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(next), pauseMs);
  };
  return {
    value: text,
    clear: () => {
      clearTimeout(timer.current);
      setText('');
      search('');
    },
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setText(event.currentTarget.value);
      if (!composing.current) later(event.currentTarget.value);
    },
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
      composing.current = false;
      later(event.currentTarget.value);
    },
  };
}
