/**
 * Slows down whoever tries passphrases at the lock: five tries are free, then each wrong one costs
 * a wait that doubles from 30 seconds up to 15 minutes (house rule). Counted in a file, before the
 * try, so that ending the program gains nothing. Against a copied disk only argon2id helps.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { attempt } from '../open/failure.ts';
import { writeAtomically } from './atomicFile.ts';

export const attemptsFileName = 'attempts.json';

const attempts = z.strictObject({ wrong: z.int().min(0), lastAt: z.iso.datetime() });
type Attempts = z.infer<typeof attempts>;

const freeTries = 5;
const firstWait = 30_000;
const longestWait = 15 * 60_000;

/** Milliseconds to wait after this many wrong tries. */
export function waitAfter(wrong: number): number {
  if (wrong < freeTries) return 0;
  return Math.min(longestWait, firstWait * 2 ** Math.min(wrong - freeTries, 20));
}

/** Until when passphrases are refused; null when one may be tried now. */
export function throttledUntil(folder: string, now: Date): Date | null {
  const past = readAttempts(folder);
  if (past === null) return null;
  const wait = waitAfter(past.wrong);
  // a clock that was set back must not lock the person out for longer than the wait itself
  if (Date.parse(past.lastAt) > now.getTime())
    attempt(() => write(folder, { ...past, lastAt: now.toISOString() }));
  const until = new Date(Math.min(Date.parse(past.lastAt), now.getTime()) + wait);
  return until > now ? until : null;
}

/** Counts a try as wrong, until `forgetTries` says it was right. */
export function countTry(folder: string, now: Date): void {
  const wrong = (readAttempts(folder)?.wrong ?? 0) + 1;
  write(folder, { wrong, lastAt: now.toISOString() });
}

function write(folder: string, past: Attempts): void {
  writeAtomically(join(folder, attemptsFileName), JSON.stringify(past));
}

export function forgetTries(folder: string): void {
  rmSync(join(folder, attemptsFileName), { force: true });
}

/** A file that cannot be read counts as the free tries used up; a missing one as none. */
function readAttempts(folder: string): Attempts | null {
  const read = attempt(() => readFileSync(join(folder, attemptsFileName), 'utf8'));
  if (!read.ok) return null;
  const parsed = attempts.safeParse(readJson(read.value));
  return parsed.success ? parsed.data : { wrong: freeTries, lastAt: new Date(0).toISOString() };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
