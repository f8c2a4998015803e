/**
 * How each readiness check stands in a case on a day. "Yes" comes from the step that proves it where
 * there is such a kind of step (evidenceKinds); otherwise from an explicit answer. Between
 * evidence and an explicit "no", "not known" or "not applicable" the later one holds (statements.ts).
 * Unanswered is never ready. After a re-entry everything is asked anew but who the relative is.
 */

import { isSinceReentry } from '../case/current.ts';
import type { CaseState, CheckAnswer, Kin } from '../case/state.ts';
import type { Day } from '../day.ts';
import type { ReturnTerms } from '../steps/stage.ts';
import { bodiesNeeded, isStatusKnown } from './bodies.ts';
import { type CheckId, checkIds, contactsNeeded, evidenceKinds, isVeto } from './checks.ts';
import { favours, holding, outdates, type Statement } from './statements.ts';
import type { Answer, VerdictItem } from './verdict.ts';

/** What is asked: of which case, about which return, as of which day. */
export interface Question {
  readonly state: CaseState;
  /** Names the receiving person when a return is being decided. */
  readonly terms: ReturnTerms | null;
  /** Nothing later than it counts in favour; null for whatever the day. */
  readonly day: Day | null;
}

interface Evidence extends Statement {
  /** Place in the case's order; Infinity for what no explicit answer can outdate, -1 for what any outdates. */
  readonly at: number;
  readonly have?: number;
  readonly need?: number;
}

const nothing: Evidence = { answer: 'unanswered', on: '', at: -1 };

/** All twenty checks. */
export function checkItems(question: Question): VerdictItem[] {
  return checkIds.map((check) => checkItem(question, check));
}

export function checkItem(question: Question, check: CheckId): VerdictItem {
  const evidence = evidenceFor(question, check);
  const answer = combine(question, check, evidence);
  const veto = isVeto(check);
  const satisfied = answer === 'yes' || (answer === 'not_applicable' && !veto);
  const counts =
    evidence.have === undefined || evidence.need === undefined
      ? {}
      : { have: evidence.have, need: evidence.need };
  return { id: check, answer, satisfied, veto, overridden: false, ...counts };
}

function combine(question: Question, check: CheckId, evidence: Evidence): Answer {
  const explicit = explicitAnswer(question, check);
  if (explicit === null) return evidence.answer;
  if (explicit.answer === 'yes' && check === 'parental_rights_known' && !isStatusKnown(question.state))
    return 'not_known';
  const [later, earlier] = evidence.at > explicit.at ? [evidence, explicit] : [explicit, evidence];
  if (earlier.at < 0) return later.answer;
  return outdates(later, earlier) ? later.answer : earlier.answer;
}

/** The answer given by hand, where it may be given so and speaks of this stay in care. */
function explicitAnswer(question: Question, check: CheckId): CheckAnswer | null {
  const explicit = question.state.answers[check];
  if (explicit === undefined || !isSinceReentry(question.state, explicit)) return null;
  if (explicit.answer === 'not_applicable' && isVeto(check)) return null;
  if (explicit.answer === 'yes' && evidenceKinds[check] !== undefined) return null;
  return favours(explicit.answer) && !hasCome(question, explicit.on) ? null : explicit;
}

function evidenceFor(question: Question, check: CheckId): Evidence {
  const { state } = question;
  switch (check) {
    case 'caregiver_verified':
      return caregiverVerified(question);
    case 'childs_opinion':
      return last(question, state.wishes);
    case 'caregiver_consent':
      return caregiverConsent(question);
    case 'no_violence':
      return openViolence(state);
    case 'housing_inspected':
      return housing(question);
    case 'siblings_together':
      return noSiblings(state) ? { answer: 'not_applicable', on: '', at: -1 } : nothing;
    case 'contacts_before_return':
      return contacts(question);
    case 'support_in_place':
      return last(question, state.supports);
    case 'decision':
      return decision(question);
    case 'conference':
      return conference(question);
    default:
      return nothing;
  }
}

/** Who a person is does not end with a re-entry. Before a return is decided, one verified relative will do. */
function caregiverVerified(question: Question): Evidence {
  const { state, terms } = question;
  const candidates: readonly Kin[] =
    terms === null ? state.kin : state.kin.filter((one) => one.personId === terms.personId);
  const looked = candidates.flatMap(({ verified }): Statement[] =>
    verified === null || (verified.verified && !hasCome(question, verified.on))
      ? []
      : [{ answer: verified.verified ? 'yes' : 'no', on: verified.on, at: verified.at }],
  );
  return anyOf(looked);
}

/** A consent counts in writing and until the day it names; before a return is decided, one person's will do. */
function caregiverConsent(question: Question): Evidence {
  const { state, terms, day } = question;
  const about = state.consents.filter(
    (one) => one.personId !== null && one.scope.includes('return') && isSinceReentry(state, one),
  );
  const people = terms === null ? [...new Set(about.map((one) => one.personId))] : [terms.personId];
  return anyOf(
    people.flatMap((personId) => {
      const said = about
        .filter((one) => one.personId === personId)
        .flatMap((one): Statement[] => {
          const lasts = one.until === null || day === null || one.until >= day;
          const agrees = one.given && one.how === 'written' && lasts;
          if (agrees && !hasCome(question, one.on)) return [];
          return [{ answer: agrees ? 'yes' : 'no', on: one.on, at: one.at }];
        });
      return holding(said) ?? [];
    }),
  );
}

/**
 * An open finding of violence is a "no" that no tick can outdate; resolving it leaves the question to
 * be answered anew.
 */
function openViolence(state: CaseState): Evidence {
  const found = state.concerns.filter((one) => one.concern === 'violence');
  if (found.some((one) => one.resolved === null)) {
    return { answer: 'no', on: '', at: Number.POSITIVE_INFINITY };
  }
  const resolved = found.flatMap(({ resolved }) => (resolved === null ? [] : [resolved]));
  const latest = holding(resolved.map(({ on, at }) => ({ answer: 'unanswered', on, at })));
  return latest ?? nothing;
}

/** The home that the child goes to: of the receiving person, or of one at the same address. */
function housing(question: Question): Evidence {
  const { state, terms } = question;
  const inspected = state.familyAssessments.filter(
    (one) => one.housingInspected && (terms === null || livesWith(state, one.personId, terms.personId)),
  );
  return last(question, inspected);
}

function livesWith(state: CaseState, one: string, other: string): boolean {
  if (one === other) return true;
  const [here, there] = [one, other].map((id) => plainAddress(state.kin.find((kin) => kin.personId === id)));
  return here !== undefined && here !== '' && here === there;
}

function plainAddress(kin: Kin | undefined): string {
  return (kin?.address ?? '').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function noSiblings(state: CaseState): boolean {
  return state.siblings === null || state.siblings.caseIds.length + state.siblings.namesOnly.length === 0;
}

function contacts(question: Question): Evidence {
  const counted = question.state.contacts.filter(
    (one) => one.contactType !== 'letter' && speaksNow(question, one),
  );
  const overnights = counted.filter((one) => one.contactType === 'overnight').length;
  const have =
    Math.min(counted.length, contactsNeeded.contacts) + Math.min(overnights, contactsNeeded.overnights);
  const need = contactsNeeded.contacts + contactsNeeded.overnights;
  if (have < need) return { ...nothing, answer: counted.length === 0 ? 'unanswered' : 'no', have, need };
  return { ...last(question, counted), have, need };
}

/**
 * Check 17: the decision that this child's legal status asks for, with number and date. A body that
 * has decided against the return stands in the way until it decides otherwise, whatever the status
 * is said to be; the later day of decision counts, not the later entry.
 */
function decision(question: Question): Evidence {
  const { state } = question;
  const needed = bodiesNeeded(state);
  if (needed === null) return { answer: 'not_known', on: '', at: Number.POSITIVE_INFINITY };
  const taken = state.decisions.filter(
    (one) => isSinceReentry(state, one) && isSinceReentry(state, { on: one.decidedOn, at: one.at }),
  );
  const standing = new Map(
    taken.map(({ body }) => {
      const said = taken
        .filter((one) => one.body === body)
        .flatMap(({ outcome, decidedOn, on, at }): Statement[] =>
          outcome === 'against_return'
            ? [{ answer: 'no', on: decidedOn, at }]
            : hasCome(question, on) && hasCome(question, decidedOn)
              ? [{ answer: 'yes', on: decidedOn, at }]
              : [],
        );
      return [body, holding(said)];
    }),
  );
  const against = [...standing.values()].find((one) => one?.answer === 'no');
  if (against != null) return { ...against, at: Number.POSITIVE_INFINITY };
  const found = needed.flatMap((body) => standing.get(body) ?? []);
  const counts = { have: found.length, need: needed.length };
  return found.length === needed.length ? { ...anyOf(found), ...counts } : { ...nothing, ...counts };
}

function conference(question: Question): Evidence {
  const held = question.state.conferences.filter((one) => isSinceReentry(question.state, one));
  const said = held.flatMap(({ outcome, on, at }): Statement[] => {
    const approves = outcome === 'approves_return';
    return approves && !hasCome(question, on) ? [] : [{ answer: approves ? 'yes' : 'no', on, at }];
  });
  return holding(said) ?? nothing;
}

/** The latest of those in favour, else the latest against. */
function anyOf(statements: readonly Statement[]): Evidence {
  const ordered = statements.toSorted((one, other) => one.at - other.at);
  return ordered.findLast((one) => favours(one.answer)) ?? ordered.at(-1) ?? nothing;
}

function last(question: Question, entries: readonly { readonly on: Day; readonly at: number }[]): Evidence {
  return anyOf(
    entries.filter((one) => speaksNow(question, one)).map(({ on, at }) => ({ answer: 'yes', on, at })),
  );
}

/** Of this stay in care, and not of a day to come. */
export function speaksNow(
  question: Pick<Question, 'state' | 'day'>,
  entry: { readonly on: Day; readonly at: number },
): boolean {
  return isSinceReentry(question.state, entry) && hasCome(question, entry.on);
}

function hasCome({ day }: Pick<Question, 'day'>, on: Day): boolean {
  return day === null || on <= day;
}
