/** Children and their cases: the list, one file, its steps, and the recording of new ones. */
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { daySchema } from '../domain/day.ts';
import type { Verdict } from '../domain/gates/verdict.ts';
import { stages } from '../domain/stages.ts';
import { childFields } from '../domain/steps/child.ts';
import type { Result } from './failure.ts';
import type { CaseView, ChildPage, TimelineEntry } from './views.ts';

export const childSorts = [
  'name',
  'birth',
  'stage',
  'days_in_care',
  'next_due',
  'caseworker',
  'code',
] as const;

export const childQuery = z.object({
  search: z.string().max(200).default(''),
  stages: z.array(z.enum(stages)).default([]),
  caseworkerId: z.uuid().optional(),
  place: z.string().optional(),
  overdueOnly: z.boolean().default(false),
  sort: z.enum(childSorts).default('name'),
  descending: z.boolean().default(false),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(100_000).default(100),
});

export const recordInput = z.object({
  /** Case id or case code. */
  case: z.string().min(1).max(100),
  kind: z.string().min(1).max(60),
  payload: z.unknown(),
  occurredOn: daySchema.optional(),
});

export interface Recorded {
  readonly stepIds: readonly string[];
  /** The gate's answer, for a stage move. */
  readonly verdict: Verdict | null;
}

export const casesContract = {
  list: oc.input(childQuery).output(type<Result<ChildPage>>()),
  caseworkers: oc.output(type<Result<readonly { personId: string; name: string; children: number }[]>>()),
  /** A new case by hand, with the same duplicate check as the import: `duplicateOf` in the failure's details. */
  open: oc
    .input(
      z.object({
        institution: z.string().trim().min(2).max(200),
        child: childFields,
        admittedOn: daySchema.nullable(),
        evenIfDuplicate: z.boolean().default(false),
      }),
    )
    .output(type<Result<{ caseId: string; caseCode: string }>>()),
  get: oc.input(z.object({ case: z.string().min(1).max(100) })).output(type<Result<CaseView>>()),
  timeline: oc
    .input(z.object({ case: z.string().min(1).max(100) }))
    .output(type<Result<readonly TimelineEntry[]>>()),
  /** What a move would ask, without making it. */
  readiness: oc
    .input(
      z.object({ case: z.string().min(1).max(100), to: z.enum(stages), payload: z.unknown().optional() }),
    )
    .output(type<Result<Verdict>>()),
  /**
   * Records steps together or not at all; several for one event (a visit to three siblings) share
   * an event id. A refused move fails with `not_ready` and the verdict in `details.verdict`.
   */
  record: oc
    .input(z.object({ steps: z.array(recordInput).min(1).max(50), oneEvent: z.boolean().default(false) }))
    .output(type<Result<Recorded>>()),
};

export const kindsContract = {
  list: oc.output(type<readonly { kind: string; version: number; feed: string; group: string }[]>()),
  /** JSON Schema of a kind's payload as it is recorded. */
  schema: oc.input(z.object({ kind: z.string() })).output(type<Result<Record<string, unknown>>>()),
};
