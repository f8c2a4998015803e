/** Documents of a child's file: put in, and taken out to be read. */
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { daySchema } from '../domain/day.ts';
import type { Recorded } from './cases.ts';
import type { Result } from './failure.ts';

export interface DocumentContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly file: File;
}

export const attachmentsContract = {
  /** Fails with document_empty or document_too_large. The same file twice in one case is kept once. */
  add: oc
    .input(
      z.object({
        case: z.string().min(1).max(100),
        title: z.string().trim().min(1).max(300),
        occurredOn: daySchema.optional(),
        file: z.file(),
      }),
    )
    .output(type<Result<Recorded>>()),
  /** Fails with document_not_here while the bytes have not arrived. */
  get: oc
    .input(z.object({ case: z.string().min(1).max(100), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(type<Result<DocumentContent>>()),
};
