/**
 * The verdict on one pushed step (docs/sync-protocol.md §6), but for the gate of a stage move,
 * which needs the case (gate.ts). Pure: everything it stands on is passed in.
 */
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { type Day, isDay } from '#shared/domain/day.ts';
import { mayRead, mayWrite, mayWriteSomething } from '#shared/domain/permissions.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { FeedKind, Verdict } from '#shared/domain/step.ts';
import type { KindDefinition } from '#shared/domain/steps/defineKind.ts';
import { findKind, kindOf } from '#shared/domain/steps/index.ts';
import { readCanonical } from '#shared/sync/canonical.ts';
import type { VerdictReason } from '#shared/sync/messages.ts';
import { maxPayloadBytes, type SealedStep } from '#shared/sync/seal.ts';

/** How far ahead of the server a device's clock may have been. */
const clockToleranceMs = 10 * 60_000;

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: VerdictReason | null;
}

export interface Circumstances {
  readonly sealHolds: boolean;
  readonly revoked: boolean;
  /** Ids that mean the person of this device: the server's, and local ones from before enrolment. */
  readonly authorIds: ReadonlySet<string>;
  /** Null where the feed does not exist and this step does not open it. */
  readonly feed: { readonly kind: FeedKind; readonly opensHere: boolean } | null;
  /** Roles in which the author stands before the feed; empty for no access. */
  readonly roles: readonly Role[];
  readonly moment: Moment;
}

/** What no step can be from beyond: the server's clock, with some tolerance for the device's. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly latest: number;
  readonly latestDay: Day;
}

export function momentOf(now: Date): Moment {
  const latest = now.getTime() + clockToleranceMs;
  return { latest, latestDay: dayOfInstant(latest) };
}

export const accepted: Judgement = { verdict: 'accepted', reason: null };

export function judge(step: SealedStep, around: Circumstances): Judgement {
  const definition = findKind(step.kind);
  const fault = refusal(step, definition, around);
  if (fault !== null) return { verdict: 'refused', reason: fault };
  if (around.revoked) return { verdict: 'quarantined', reason: 'revoked' };
  if (around.feed === null) return { verdict: 'quarantined', reason: 'unknown_feed' };
  if (around.feed.opensHere && !mayRead(around.roles, 'case')) {
    return { verdict: 'quarantined', reason: 'no_membership' };
  }
  if (!mayWriteSomething(around.roles, around.feed.kind)) {
    return { verdict: 'quarantined', reason: 'no_grant' };
  }
  // a kind this build does not know is judged as casework of its feed
  const group = definition?.group ?? (around.feed.kind === 'case' ? 'work' : 'plan');
  if (!mayWrite(around.roles, around.feed.kind, group)) return { verdict: 'needs_review', reason: 'role' };
  if (Date.parse(step.recordedAt) + step.clockOffset > around.moment.latest) {
    return { verdict: 'needs_review', reason: 'clock' };
  }
  if (step.occurredOn > around.moment.latestDay) {
    return { verdict: 'needs_review', reason: 'day' };
  }
  return accepted;
}

function refusal(
  step: SealedStep,
  definition: KindDefinition | null,
  around: Circumstances,
): VerdictReason | null {
  if (!around.sealHolds) return 'seal_broken';
  if (step.payload.length > maxPayloadBytes) return 'payload_too_large';
  if (!headerHolds(step)) return 'header_malformed';
  if (definition?.group === 'derived') return 'derived';
  if (!payloadHolds(step, definition)) return 'payload_malformed';
  if (definition !== null && around.feed !== null && definition.feed !== around.feed.kind)
    return 'wrong_feed';
  if (!around.authorIds.has(step.authorId)) return 'author';
  return null;
}

function headerHolds(step: SealedStep): boolean {
  return (
    isDay(step.occurredOn) &&
    /^[a-z_]+(\.[a-z_]+)+$/.test(step.kind) &&
    step.basePos >= 0 &&
    step.version >= 1 &&
    step.minReader >= 1
  );
}

function payloadHolds(step: SealedStep, definition: KindDefinition | null): boolean {
  const payload = readCanonical(step.payload);
  if (payload === undefined) return false;
  // another version than ours is kept verbatim and read after an upgrade
  if (definition === null || step.version !== definition.version) return true;
  return definition.schema.safeParse(payload).success;
}

/** The institution and the code a `case.opened` names, null for any other step and for one that is malformed. */
export function caseOpenedBy(
  step: Pick<SealedStep, 'kind' | 'payload'>,
): { institutionId: string; caseCode: string } | null {
  if (step.kind !== 'case.opened') return null;
  const parsed = kindOf('case.opened').schema.safeParse(readCanonical(step.payload));
  return parsed.success ? parsed.data : null;
}

export interface CaseworkerNamed {
  readonly personId: string;
  readonly name: string;
}

/** The person a `caseworker.named` names; null as above. */
export function namesCaseworker(step: Pick<SealedStep, 'kind' | 'payload'>): CaseworkerNamed | null {
  if (step.kind !== 'caseworker.named') return null;
  const parsed = kindOf('caseworker.named').schema.safeParse(readCanonical(step.payload));
  return parsed.success ? parsed.data : null;
}
