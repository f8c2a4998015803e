/**
 * How each readiness check stands in a case. "Yes" comes from the step that proves it where
 * there is such a kind of step (evidenceKinds); otherwise from an explicit answer. Between
 * evidence and an explicit "no", "not known" or "not applicable" the later one holds.
 * Unanswered is never ready.
 */
import type { CaseState, Kin } from '../case/state.ts';
import type { ReturnTerms } from '../steps/stage.ts';
import { type CheckId, checkIds, contactsNeeded, evidenceKinds, isVeto } from './checks.ts';
import type { Answer, VerdictItem } from './verdict.ts';

interface Evidence {
  readonly answer: Answer;
  /** Place in the case's order; Infinity for what no explicit answer can outdate. */
  readonly at: number;
  readonly have?: number;
  readonly need?: number;
}

const nothing: Evidence = { answer: 'unanswered', at: -1 };

/** All twenty checks; `terms` names the receiving person when a return is being decided. */
export function checkItems(state: CaseState, terms: ReturnTerms | null): VerdictItem[] {
  return checkIds.map((check) => checkItem(state, check, terms));
}

export function checkItem(state: CaseState, check: CheckId, terms: ReturnTerms | null): VerdictItem {
  const evidence = evidenceFor(state, check, terms);
  const answer = combine(state, check, evidence);
  const veto = isVeto(check);
  const satisfied = answer === 'yes' || (answer === 'not_applicable' && !veto);
  const counts =
    evidence.have === undefined || evidence.need === undefined
      ? {}
      : { have: evidence.have, need: evidence.need };
  return { id: check, answer, satisfied, veto, overridden: false, ...counts };
}

function combine(state: CaseState, check: CheckId, evidence: Evidence): Answer {
  const explicit = state.answers[check];
  if (explicit === undefined || evidence.at > explicit.at) return evidence.answer;
  if (explicit.answer === 'not_applicable' && isVeto(check)) return evidence.answer;
  if (explicit.answer === 'yes' && evidenceKinds[check] !== undefined) return evidence.answer;
  if (explicit.answer === 'yes' && check === 'parental_rights_known' && !legalStatusKnown(state))
    return 'not_known';
  return explicit.answer;
}

function evidenceFor(state: CaseState, check: CheckId, terms: ReturnTerms | null): Evidence {
  switch (check) {
    case 'caregiver_verified':
      return caregiverVerified(state, terms);
    case 'childs_opinion':
      return last(state.wishes);
    case 'caregiver_consent':
      return caregiverConsent(state, terms);
    case 'no_violence':
      return openViolence(state);
    case 'housing_inspected':
      return last(state.familyAssessments.filter((one) => one.housingInspected));
    case 'siblings_together':
      return noSiblings(state) ? { answer: 'not_applicable', at: -1 } : nothing;
    case 'contacts_before_return':
      return contacts(state);
    case 'support_in_place':
      return last(state.supports);
    case 'decision':
      return decision(state);
    case 'conference':
      return conference(state);
    default:
      return nothing;
  }
}

function caregiverVerified(state: CaseState, terms: ReturnTerms | null): Evidence {
  const candidates: readonly Kin[] =
    terms === null ? state.kin : state.kin.filter((one) => one.personId === terms.personId);
  const looked = candidates.flatMap((kin) => (kin.verified === null ? [] : [kin.verified]));
  const verified = looked.filter((one) => one.verified);
  if (verified.length > 0) return last(verified);
  return looked.length > 0 ? { answer: 'no', at: last(looked).at } : nothing;
}

function caregiverConsent(state: CaseState, terms: ReturnTerms | null): Evidence {
  const about = state.consents.filter(
    (one) =>
      one.personId !== null &&
      one.scope.includes('return') &&
      (terms === null || one.personId === terms.personId),
  );
  const latest = about.at(-1);
  if (latest === undefined) return nothing;
  return { answer: latest.given && latest.how === 'written' ? 'yes' : 'no', at: latest.at };
}

/** An open finding of violence is a "no" that no tick can outdate; resolving it leaves the question to be answered. */
function openViolence(state: CaseState): Evidence {
  const open = state.concerns.some((one) => one.concern === 'violence' && one.resolved === null);
  return open ? { answer: 'no', at: Number.POSITIVE_INFINITY } : nothing;
}

function noSiblings(state: CaseState): boolean {
  return state.siblings === null || state.siblings.caseIds.length + state.siblings.namesOnly.length === 0;
}

/** Counted since the current episode began: contacts before an earlier return prove nothing now. */
function contacts(state: CaseState): Evidence {
  const since = state.returns.filter((one) => one.reenteredOn !== null).at(-1)?.at ?? -1;
  const counted = state.contacts.filter((one) => one.at > since && one.contactType !== 'letter');
  const overnights = counted.filter((one) => one.contactType === 'overnight').length;
  const have =
    Math.min(counted.length, contactsNeeded.contacts) + Math.min(overnights, contactsNeeded.overnights);
  const need = contactsNeeded.contacts + contactsNeeded.overnights;
  if (have < need) return { answer: counted.length === 0 ? 'unanswered' : 'no', at: -1, have, need };
  return { answer: 'yes', at: last(counted).at, have, need };
}

/** Check 17: the decision that this child's legal status asks for, with number and date. */
function decision(state: CaseState): Evidence {
  const needed = bodiesNeeded(state);
  if (needed === null) return { answer: 'not_known', at: Number.POSITIVE_INFINITY };
  const since = state.returns.filter((one) => one.reenteredOn !== null).at(-1)?.at ?? -1;
  const latest = needed.map((body) => state.decisions.findLast((one) => one.body === body && one.at > since));
  if (latest.some((one) => one?.outcome === 'against_return')) {
    return { answer: 'no', at: Number.POSITIVE_INFINITY };
  }
  const found = latest.flatMap((one) => (one === undefined ? [] : [one]));
  const counts = { have: found.length, need: needed.length };
  return found.length === needed.length ? { ...last(found), ...counts } : { ...nothing, ...counts };
}

type Body = CaseState['decisions'][number]['body'];

/** Which decisions a legal status asks for; null while the status itself is not determined. */
export function bodiesNeeded(state: CaseState): readonly Body[] | null {
  switch (state.child?.legalStatus) {
    case 'temporary_by_application':
      return ['parent_application', 'institution_order'];
    case 'orphan':
    case 'without_parental_care':
      return ['guardianship_body'];
    case 'rights_limited':
    case 'rights_deprived':
      return ['court'];
    default:
      return null;
  }
}

function legalStatusKnown(state: CaseState): boolean {
  return state.child !== null && state.child.legalStatus !== 'undetermined';
}

function conference(state: CaseState): Evidence {
  const since = state.returns.filter((one) => one.reenteredOn !== null).at(-1)?.at ?? -1;
  const latest = state.conferences.findLast((one) => one.at > since);
  if (latest === undefined) return nothing;
  return { answer: latest.outcome === 'approves_return' ? 'yes' : 'no', at: latest.at };
}

function last(entries: readonly { readonly at: number }[]): Evidence {
  const at = entries.at(-1)?.at;
  return at === undefined ? nothing : { answer: 'yes', at };
}
