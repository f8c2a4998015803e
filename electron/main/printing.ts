/** Prints the window's page through the system's print dialog. */
import type { BrowserWindow } from 'electron';
import type { PrintOutcome } from '#shared/contract/bridge.ts';

/** Paper is white: the window's own ground would be printed into the margins. */
const paper = '#ffffff';

export function printWindow(window: BrowserWindow): Promise<PrintOutcome> {
  const ground = window.getBackgroundColor();
  window.setBackgroundColor(paper);
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: true }, (success, reason) => {
      if (!window.isDestroyed()) window.setBackgroundColor(ground);
      if (success) resolve('printed');
      else resolve(/cancel/i.test(reason) ? 'cancelled' : 'no_printer');
    });
  });
}
