/**
 * How a command ends otherwise than well. Expected failures of the app are values (contract/failure.ts);
 * here, at the edge, one becomes the exception that ends the command with its exit status.
 */
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import type { Failure, FailureCode, Result } from '#shared/contract/failure.ts';
import { issuesOf } from '#shared/domain/issue.ts';
import type { Language } from '#shared/i18n/index.ts';

/** 1: refused or invalid. 3: server not reached. */
export type FailedStatus = 1 | 3;

export class CommandFailure extends Error {
  readonly failure: Failure;
  /** What the command found out or did before it failed: stands in the JSON document beside `error`. */
  readonly document: Readonly<Record<string, unknown>>;
  /** The language of the person; null before anybody is known. */
  readonly language: Language | null;

  constructor(
    failure: Failure,
    document: Readonly<Record<string, unknown>> = {},
    language: Language | null = null,
  ) {
    super(failure.code);
    this.failure = failure;
    this.document = document;
    this.language = language;
  }

  get status(): FailedStatus {
    return this.failure.code === 'server_unreachable' ? 3 : 1;
  }

  spokenIn(language: Language): CommandFailure {
    return new CommandFailure(this.failure, this.document, language);
  }
}

/** Refused by something other than the app, e.g. the server's administration; `message` is in the person's language. */
export class Refused extends Error {
  readonly code: string;
  /** As with CommandFailure. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Particulars below the sentence. */
  readonly lines: readonly string[];

  constructor(
    code: string,
    message: string,
    document: Readonly<Record<string, unknown>> = {},
    lines: readonly string[] = [],
  ) {
    super(message);
    this.code = code;
    this.document = document;
    this.lines = lines;
  }
}

/** The command was called in a way that makes no sense; `message` is in the person's language. */
export class WrongUsage extends Error {}

/**
 * What was given does not fit the contract: a name of one letter, a text too long. The error itself carries
 * everything that was given, the passphrase too, so it must go no further than here.
 */
export function misfit(error: unknown): CommandFailure | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null;
  const issues = contractIssues.safeParse(error.data);
  return new CommandFailure({
    code: 'invalid',
    details: { issues: issues.success ? issuesOf(issues.data.issues) : [] },
  });
}

const contractIssues = z.object({
  issues: z.array(
    z.custom<Parameters<typeof issuesOf>[0][number]>(
      (issue) =>
        z.object({ code: z.string(), message: z.string(), path: z.array(z.unknown()) }).safeParse(issue)
          .success,
    ),
  ),
});

/** Ends the command with this failure. */
export function fail(code: FailureCode, details?: Record<string, unknown>): never {
  throw new CommandFailure(details === undefined ? { code } : { code, details });
}

/** The value of a result, or the end of the command. */
export function valueIn<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new CommandFailure(result.error);
}
