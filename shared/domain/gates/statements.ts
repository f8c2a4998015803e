/**
 * Which of several statements about one question holds. House rule: a "yes" holds only when it is
 * later than every "no", both by the day in the field and by its place in the case. So neither what
 * arrives late from another device nor what is dated back can lift a "no"; saying it anew can.
 */
import type { Day } from '../day.ts';
import type { Answer } from './verdict.ts';

export interface Statement {
  readonly answer: Answer;
  readonly on: Day;
  /** Place in the case's order. */
  readonly at: number;
}

/** Satisfies its check, unless that is a veto and the answer "not applicable". */
export function favours(answer: Answer): boolean {
  return answer === 'yes' || answer === 'not_applicable';
}

/** Whether the later one by place outdates the other. */
export function outdates(later: Statement, earlier: Statement): boolean {
  return !favours(later.answer) || favours(earlier.answer) || later.on >= earlier.on;
}

/** The statement that holds; null for none. In any order. */
export function holding(statements: readonly Statement[]): Statement | null {
  const ordered = statements.toSorted((one, other) => one.at - other.at);
  const against = ordered.filter((one) => !favours(one.answer));
  const held = ordered.findLast(
    (one) => favours(one.answer) && against.every((no) => one.at > no.at && one.on >= no.on),
  );
  return held ?? against.at(-1) ?? null;
}
