/**
 * Where in the console the person is: behind the `#`, so that the address can be kept and sent on.
 * A section and one word more: `#/figures/<institution>`, `#/grants/<login>`.
 */
import { useSyncExternalStore } from 'react';

export interface Place {
  readonly section: string;
  readonly about: string | null;
}

export function placeIn(hash: string): Place {
  const [section = '', about = ''] = hash.replace(/^#\/?/, '').split('/');
  return { section, about: about === '' ? null : decoded(about) };
}

/** For links. Example: `hrefTo('grants', 'aigul')`. */
export function hrefTo(section: string, about?: string): string {
  return about === undefined ? `#/${section}` : `#/${section}/${encodeURIComponent(about)}`;
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return placeIn(hash);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
