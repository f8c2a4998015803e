/** What is to be done, how the closure goes, the ministry's report, and the state of sync and data. */
import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { daySchema } from '../domain/day.ts';
import type { InstitutionFigures } from '../domain/indicators/shape.ts';
import { type ReportModel, reportFormats, reportTypes } from '../domain/report/shape.ts';
import type { Result } from './failure.ts';
import { languageField } from './profile.ts';
import type {
  ConflictItem,
  InstitutionItem,
  SyncItemText,
  SyncView,
  TaskItem,
  TodayView,
  VerifyView,
} from './views.ts';

export const tasksContract = {
  /** Due, late and missed on the app's today. */
  due: oc.output(type<Result<readonly TaskItem[]>>()),
  today: oc.output(type<Result<TodayView>>()),
};

export const institutionContract = {
  list: oc.output(type<Result<readonly InstitutionItem[]>>()),
  /** Institution by id or name. `unsent` counts this device's steps that the figures do not contain yet. */
  figures: oc
    .input(z.object({ institution: z.string().min(1).max(200), asOf: daySchema.optional() }))
    .output(type<Result<{ name: string; figures: InstitutionFigures; unsent: number }>>()),
};

export const reportInput = z.object({
  type: z.enum(reportTypes).default('closure'),
  institution: z.string().min(1).max(200),
  from: daySchema,
  to: daySchema,
  asOf: daySchema.optional(),
  /** The version that leaves the organisation: cells under 5 suppressed. */
  suppressed: z.boolean().default(true),
});

export const reportContract = {
  preview: oc.input(reportInput).output(type<Result<ReportModel>>()),
  file: oc
    .input(z.object({ ...reportInput.shape, format: z.enum(reportFormats), language: languageField }))
    .output(type<Result<{ file: File }>>()),
};

const stepOfFeed = z.object({ feedId: z.uuid(), stepId: z.uuid() });

export const syncContract = {
  status: oc.output(type<Result<SyncView>>()),
  enrol: oc
    .input(
      z.object({
        server: z.url({ protocol: /^https?$/ }).max(500),
        code: z.string().trim().min(4).max(100),
        /** Which institution on the server is this one, when the name does not say. */
        institutionId: z.uuid().optional(),
      }),
    )
    .output(type<Result<SyncView>>()),
  /** One round of push and pull. `server` is where the same server is reached from now on. */
  now: oc
    .input(
      z
        .object({
          server: z
            .url({ protocol: /^https?$/ })
            .max(500)
            .optional(),
        })
        .optional(),
    )
    .output(type<Result<SyncView & { pushed: number; pulled: number }>>()),
  /**
   * The file for the server, to be carried there: every step without the server's word, and what fits behind
   * them of the documents that it lacks. Fails with not_enrolled or bundle_no_key.
   */
  bundleOut: oc
    .input(z.object({ language: languageField }))
    .output(
      type<Result<{ file: File; steps: number; left: number; documents: number; documentsLeft: number }>>(),
    ),
  /**
   * The server's answer, carried back. `more`: another file has to make the way. `carried`: documents, of which
   * the server would not take `refused`, which stay, and `gone`, which went with a case that was withdrawn;
   * `left` are there and did not fit. Fails with bundle_….
   */
  bundleIn: oc.input(z.object({ file: z.file() })).output(
    type<
      Result<
        SyncView & {
          pushed: number;
          pulled: number;
          more: boolean;
          carried: { sent: number; refused: number; gone: number; fetched: number; left: number };
        }
      >
    >(),
  ),
  /** Fields on which two devices differ, over all cases; settled by recording `conflict.settled`. */
  conflicts: oc.output(type<Result<readonly ConflictItem[]>>()),
  /** One step of the lists with all that was written in it. */
  item: oc.input(stepOfFeed).output(type<Result<SyncItemText>>()),
  /** The same as a plain text file. */
  itemFile: oc
    .input(z.object({ ...stepOfFeed.shape, language: languageField }))
    .output(type<Result<{ file: File }>>()),
  /** The lists as a table; names of children are in it. */
  listFile: oc
    .input(z.object({ format: z.enum(['xlsx', 'csv']), language: languageField }))
    .output(type<Result<{ file: File }>>()),
  /** A notice of `leftBehind` was read. */
  read: oc.input(stepOfFeed).output(type<Result<null>>()),
};

export const dataContract = {
  verify: oc.output(type<Result<VerifyView>>()),
  /** Says that something the window may show has changed; it then asks again. */
  changes: oc.output(eventIterator(z.object({ topic: z.enum(['profile', 'cases', 'institution', 'sync']) }))),
};
