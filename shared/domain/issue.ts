/**
 * What is wrong with one field of what was given: where, and one word for it that every language has a
 * sentence for (shared/i18n/issueText.ts). The schema library's own sentences are English and may quote
 * what was typed, so none of them leaves this module.
 */
import type { z } from 'zod';

export interface Issue {
  /** The field's path, such as "return.act.date"; empty for the whole. */
  readonly path: string;
  /** A word such as `required` or `reason_needed`: never a sentence, never what was given. */
  readonly message: string;
}

/** What of a schema's issue is looked at; all kinds of issue have it. */
export type SchemaIssue = Pick<z.core.$ZodIssue, 'code' | 'message' | 'path'> & {
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly expected?: string;
  readonly keys?: readonly string[];
};

/** The issues of a refused input, in our words. */
export function issuesOf(issues: readonly SchemaIssue[]): Issue[] {
  return issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : [null];
    return keys.map((key) => ({
      path: [...issue.path, ...(key === null ? [] : [key])].map(String).join('.'),
      message: wordOf(issue),
    }));
  });
}

/** One word for what is wrong: the schema's own where it names one, else by the kind of mistake. */
export function wordOf(issue: SchemaIssue): string {
  if (/^[a-z][a-z_]*$/.test(issue.message)) return issue.message;
  const isNumber = [issue.origin, issue.expected].some((one) => one === 'number' || one === 'int');
  switch (issue.code) {
    case 'too_small':
      if (isNumber) return 'number_needed';
      return Number(issue.minimum) > 1 ? 'too_short' : 'required';
    case 'too_big':
      return isNumber ? 'number_needed' : 'too_long';
    case 'invalid_type':
      if (/received (undefined|null)$/.test(issue.message)) return 'required';
      return isNumber ? 'number_needed' : 'wrong_shape';
    case 'invalid_value':
      return 'not_listed';
    case 'unrecognized_keys':
      return 'unknown_field';
    default:
      return 'wrong_shape';
  }
}
