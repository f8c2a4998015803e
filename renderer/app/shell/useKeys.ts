/**
 * Keys that work on every page. Keys are told by their place on the keyboard where it matters, because
 * the letter under a finger differs between the Russian, Kazakh and English layouts.
 */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { sections } from './sections.ts';

interface Commands {
  readonly lock: () => void;
  readonly help: () => void;
}

/** Put on the page's search field: "/" goes there. */
export const searchFieldAttribute = 'data-page-search';

export function useKeys(commands: Commands): void {
  const navigate = useNavigate();
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const control = event.ctrlKey || event.metaKey;
      if (control && event.code === 'KeyL' && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        latest.current.lock();
        return;
      }
      const section = /^Digit([1-6])$/.exec(event.code)?.[1];
      if (event.altKey && !control && section !== undefined) {
        const to = sections[Number(section) - 1]?.to;
        event.preventDefault();
        if (to !== undefined) void navigate({ to });
        return;
      }
      if (control || event.altKey || isWriting(event.target)) return;
      if (event.key === '?') {
        event.preventDefault();
        latest.current.help();
      } else if (event.key === '/' || (event.code === 'Slash' && !event.shiftKey)) {
        event.preventDefault();
        document.querySelector<HTMLElement>(`[${searchFieldAttribute}]`)?.focus();
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [navigate]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
