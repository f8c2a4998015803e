/** Prints the window's page through the system's print dialog. */
import type { WebContents } from 'electron';
import type { PrintOutcome } from '#shared/contract/bridge.ts';

export function printWindow(contents: WebContents): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    contents.print({ printBackground: true }, (success, reason) => {
      if (success) resolve('printed');
      else resolve(/cancel/i.test(reason) ? 'cancelled' : 'no_printer');
    });
  });
}
