/**
 * Whoever works with the keys is led back to where they were when a dialog closes: to the button that opened
 * it, or the one of the menu. A dialog that takes the place of another leads back to where the first one came from.
 */
import { useEffect, useState } from 'react';

/** One dialog is open at a time. */
let opener: HTMLElement | null = null;

export function useFocusBack(): void {
  // before the dialog takes the focus to itself, which it does as soon as it is on the page
  useState(rememberOpener);
  useEffect(() => leadBack, []);
}

function rememberOpener(): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return;
  if (active.closest('[role="dialog"]') !== null) return;
  opener = ofMenu(active) ?? active;
}

/** The button of the menu that the focus is in: its entries go with it. */
function ofMenu(active: HTMLElement): HTMLElement | null {
  const button = active.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? null;
  return button === null ? null : document.getElementById(button);
}

function leadBack(): void {
  const another = document.querySelector('[role="dialog"]') !== null;
  const there = opener?.isConnected === true ? opener : document.querySelector('main');
  if (!another) there?.focus({ preventScroll: true });
}
