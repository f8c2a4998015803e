/**
 * The institution's figures at a position of its feed and a day. Computed from summaries alone,
 * so the same position and day give the same figures on any device. Progress nets out
 * admissions: residents = baseline + admitted − left.
 */
import { addDays, type Day, daysBetween, earlierDay } from '../day.ts';
import type { GateItemId } from '../gates/checks.ts';
import { rulesVersion } from '../gates/checks.ts';
import type { Stage } from '../stages.ts';
import type { CaseSummary, SummaryReturn } from '../summary/shape.ts';
import { admittedBetween, leftBetween, residentsOn, residentsOverTime, staysOf } from './residents.ts';
import type { InstitutionFigures } from './shape.ts';
import { stillHome } from './stillHome.ts';

export interface FiguresInput {
  readonly institutionId: string;
  /** The last summary of each case at the position. */
  readonly summaries: readonly CaseSummary[];
  readonly baselineDay: Day | null;
  readonly position: number;
  readonly asOf: Day;
}

export function figures(input: FiguresInput): InstitutionFigures {
  const { asOf, summaries } = input;
  const stays = staysOf(summaries);
  const baselineDay = input.baselineDay;
  const start = baselineDay ?? firstDay(summaries, asOf);
  const returns = summaries.flatMap((summary) => summary.returns.filter((one) => one.on <= asOf));
  const come = new Set(stays.filter((stay) => stay.from <= asOf).map((stay) => stay.caseId));
  const current = summaries
    .filter(({ caseId }) => come.has(caseId))
    .map((summary) => ({ summary, stage: stageOn(summary, asOf) }));
  const days = daysAtStage(current, asOf);
  return {
    institutionId: input.institutionId,
    asOf,
    position: input.position,
    rules: rulesVersion,
    baselineDay,
    baseline: residentsOn(stays, start),
    admitted: admittedBetween(stays, start, asOf),
    left: leftBetween(stays, start, asOf),
    residents: residentsOn(stays, asOf),
    byStage: tally(current.map((one) => one.stage)),
    byDestination: tally(current.flatMap(({ summary }) => destinationOn(summary, asOf) ?? [])),
    returnedHome: standing(returns, asOf).filter((one) => one.kind === 'home').length,
    alternativeFamily: standing(returns, asOf).filter((one) => one.kind === 'alternative_family').length,
    departedOtherwise: current.filter((one) => isDeparture(one.stage)).length,
    stillHome: {
      m3: stillHome(returns, 3, asOf),
      m6: stillHome(returns, 6, asOf),
      m12: stillHome(returns, 12, asOf),
    },
    reentered: summaries.filter((summary) => cameBack(summary, asOf)).length,
    visits: visitCounts(returns, asOf),
    seenWithin30: seenWithin30(current, asOf),
    missing: missingCounts(current),
    daysAtStage: Object.fromEntries([...days].map(([stage, all]) => [stage, median(all)])),
    supportPlannedTenge: summaries.reduce((sum, one) => sum + one.supportPlannedTenge, 0),
    supportDeliveredTenge: summaries.reduce((sum, one) => sum + one.supportDeliveredTenge, 0),
    overridesWithoutSecondPerson: summaries.reduce((sum, one) => sum + one.overridesWithoutSecondPerson, 0),
    behind: {
      visits: summaries.filter((one) => visitCounts(one.returns, asOf).due > 0).length,
      supportPlanned: summaries.filter((one) => one.supportPlannedTenge > 0).length,
      supportDelivered: summaries.filter((one) => one.supportDeliveredTenge > 0).length,
      daysAtStage: Object.fromEntries([...days].map(([stage, all]) => [stage, all.length])),
    },
    residentsOverTime: residentsOverTime(stays, start, asOf),
  };
}

/** The stage at the end of a day: moves are by the day in the field. */
export function stageOn(summary: CaseSummary, day: Day): Stage {
  return summary.stages.filter((one) => one.on <= day).at(-1)?.stage ?? 'identified';
}

function destinationOn(summary: CaseSummary, day: Day): keyof InstitutionFigures['byDestination'] | null {
  const stage = stageOn(summary, day);
  if (stage === 'transferred' || stage === 'aged_out' || stage === 'deceased') return stage;
  return standing(summary.returns, day).at(-1)?.destination ?? null;
}

/** Returns that hold on the day: begun, without a re-entry or an end by then. */
function standing(returns: readonly SummaryReturn[], day: Day): SummaryReturn[] {
  return returns.filter(
    (one) =>
      one.on <= day &&
      !(one.reenteredOn !== null && one.reenteredOn <= day) &&
      !(one.endedOn !== null && one.endedOn <= day),
  );
}

/** A child counts once, however often it came back. */
function cameBack(summary: CaseSummary, day: Day): boolean {
  return summary.returns.some((one) => one.reenteredOn !== null && one.reenteredOn <= day);
}

/**
 * A slot is due once its due day has come while the child was home; done when filled by the as-of day;
 * missed when its time ran out while the child was home.
 */
function visitCounts(returns: readonly SummaryReturn[], asOf: Day): InstitutionFigures['visits'] {
  const slots = returns.flatMap((one) => {
    const until = earlierDay(one.reenteredOn ?? one.endedOn ?? asOf, asOf);
    return one.slots.filter((slot) => slot.due <= until).map((slot) => ({ ...slot, until }));
  });
  const done = slots.filter((slot) => slot.filledOn !== null && slot.filledOn <= asOf);
  return {
    due: slots.length,
    done: done.length,
    seen: done.filter((slot) => slot.seen).length,
    missed: slots.filter(
      (slot) => (slot.filledOn === null || slot.filledOn > asOf) && slot.missedFrom <= slot.until,
    ).length,
  };
}

/** Children home whose case is open: once it is closed nobody visits any more. */
function seenWithin30(cases: readonly CaseOnDay[], asOf: Day): InstitutionFigures['seenWithin30'] {
  const from = addDays(asOf, -30);
  const home = cases
    .filter(({ stage }) => stage !== 'closed')
    .flatMap(({ summary }) => standing(summary.returns, asOf));
  const seen = home.filter((one) => one.seenOn.some((on) => on >= from && on <= asOf));
  return { seen: seen.length, of: home.length };
}

interface CaseOnDay {
  readonly summary: CaseSummary;
  readonly stage: Stage;
}

function missingCounts(cases: readonly CaseOnDay[]): InstitutionFigures['missing'] {
  const counts = tally<GateItemId>(cases.flatMap(({ summary }) => summary.missing));
  return Object.entries(counts)
    .map(([id, children]) => ({ id: id as GateItemId, children }))
    .sort((one, other) => other.children - one.children || (one.id < other.id ? -1 : 1));
}

function daysAtStage(cases: readonly CaseOnDay[], asOf: Day): ReadonlyMap<Stage, readonly number[]> {
  const days = new Map<Stage, number[]>();
  for (const { summary, stage } of cases) {
    const since =
      summary.stages.filter((one) => one.on <= asOf && one.stage === stage).at(-1)?.on ??
      summary.episodes[0]?.knownOn ??
      null;
    if (since === null || since > asOf) continue;
    days.set(stage, [...(days.get(stage) ?? []), daysBetween(since, asOf)]);
  }
  return days;
}

function firstDay(summaries: readonly CaseSummary[], asOf: Day): Day {
  const days = summaries.flatMap((summary) => summary.episodes.map((one) => one.knownOn));
  return days.sort()[0] ?? asOf;
}

function isDeparture(stage: Stage): boolean {
  return stage === 'transferred' || stage === 'aged_out' || stage === 'deceased';
}

function tally<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2);
}
