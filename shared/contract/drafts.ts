/**
 * Unfinished forms: what is typed is kept in the encrypted database, so that a lock in the middle of a note
 * loses none of it. A draft stays on its device; it is no step and nobody else ever sees it.
 */
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Result } from './failure.ts';

/** One form of one case, about one thing; an empty case is one that is still to be opened. */
export const draftPlace = z.object({
  caseId: z.union([z.literal(''), z.uuid()]),
  form: z.string().min(1).max(60),
  about: z.string().max(100),
});
export type DraftPlace = z.infer<typeof draftPlace>;

/** Characters; the longest note that a step may hold fits several times. */
const longestDraft = 500_000;

export interface DraftView {
  /** The form's values as JSON. */
  readonly content: string;
  /** ISO instant. */
  readonly savedAt: string;
}

export interface DraftLine extends DraftPlace {
  readonly savedAt: string;
  readonly caseCode: string | null;
  /** Null where the role may not see names. */
  readonly name: string | null;
}

export const draftsContract = {
  /** The newest first. */
  list: oc.output(type<Result<readonly DraftLine[]>>()),
  get: oc.input(draftPlace).output(type<Result<DraftView | null>>()),
  keep: oc.input(draftPlace.extend({ content: z.string().max(longestDraft) })).output(type<Result<null>>()),
  drop: oc.input(draftPlace).output(type<Result<null>>()),
};
