/** What every procedure of the console may answer besides its value. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { consoleFaults } from './faults.ts';

export const base = oc.errors({
  /** Nobody is signed in, or the session has ended. */
  SIGN_IN_NEEDED: { status: 401 },
  /** The signed-in person's roles do not open this (access.ts), or the page's own key was missing. */
  FORBIDDEN: { status: 403 },
  REFUSED: {
    status: 422,
    data: z.object({
      code: z.enum(consoleFaults),
      /** For `throttled`: when it may be tried again. */
      until: z.iso.datetime().optional(),
    }),
  },
  BUSY: { status: 503 },
});

/** No database keeps a NUL, and half of a letter is none. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** What a person types: trimmed, and never long enough to be a document. */
export const typed = z.string().trim().min(1).max(200).refine(isStorable);
export const loginName = z.string().trim().min(1).max(64).refine(isStorable);
/** As it was typed: blanks at the ends of a password are part of it. */
export const secret = z.string().min(1).max(1000);
export const instant = z.iso.datetime();
