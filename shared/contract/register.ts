/** Import of a register: look, correct, decide, then write. Nothing is written before `run`. */
import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type Day, daySchema } from '../domain/day.ts';
import type { RegisterPreview } from '../domain/register/types.ts';
import type { RegisterWarning } from '../domain/register/warnings.ts';
import type { Result } from './failure.ts';

export interface RegisterOpened {
  /** Handle of the file held in the host's memory until it is imported, closed or 30 minutes old. */
  readonly registerId: string;
  readonly preview: RegisterPreview;
}

/** A cell that was doubtful, or that kept its row out. The texts: i18n `register.warnings`. */
export type ImportDoubt = Pick<RegisterWarning, 'row' | 'field' | 'code'>;

export interface ImportResult {
  /** Rows of children in the list. */
  readonly rows: number;
  readonly created: number;
  readonly caseIds: readonly string[];
  readonly registerDate: Day | null;
  readonly duplicates: readonly {
    readonly row: number;
    readonly of: number | null;
    readonly caseCode: string | null;
  }[];
  readonly warnings: readonly ImportDoubt[];
  readonly errors: readonly ImportDoubt[];
}

export type ImportEvent =
  | { readonly progress: { readonly done: number; readonly total: number } }
  | { readonly finished: Result<ImportResult> };

export const columnMapping = z.record(z.string().regex(/^\d+$/), z.string().nullable());

export const registerContract = {
  open: oc.input(z.object({ file: z.file() })).output(type<Result<RegisterOpened>>()),
  /** The preview again, with another sheet, header row or columns (column index → field or null). */
  preview: oc
    .input(
      z.object({
        registerId: z.uuid(),
        sheet: z.string().optional(),
        headerRow: z.int().min(1).optional(),
        mapping: columnMapping.optional(),
      }),
    )
    .output(type<Result<RegisterOpened>>()),
  /** Writes. Ending the iteration early cancels: what is written so far stays whole, child by child. */
  run: oc
    .input(
      z.object({
        registerId: z.uuid(),
        institution: z.string().trim().min(2).max(200),
        /** Baseline day; by default the register's own date, else today. */
        baselineDay: daySchema.optional(),
        /** By row of the sheet; a probable duplicate is skipped unless told "import". */
        decisions: z.record(z.string().regex(/^\d+$/), z.enum(['import', 'skip'])).default({}),
      }),
    )
    .output(eventIterator(type<ImportEvent>())),
  close: oc.input(z.object({ registerId: z.uuid() })).output(type<Result<null>>()),
};
