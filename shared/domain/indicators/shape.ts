/**
 * The institution's figures, computed from case summaries alone (figures.ts). All counts are
 * of children but where said otherwise. Definitions in words: i18n `definitions`.
 */
import type { PlacementForm } from '../../country/kz/placementForms.ts';
import type { Day } from '../day.ts';
import type { GateItemId } from '../gates/checks.ts';
import type { Stage } from '../stages.ts';

/** Of `of` children: still home, and not known. `of − home − unknown` re-entered. */
export interface StillHome {
  readonly home: number;
  readonly of: number;
  readonly unknown: number;
}

export interface InstitutionFigures {
  readonly institutionId: string;
  readonly asOf: Day;
  /** Position of the institution feed that the figures stand on; 0 for nothing received yet. */
  readonly position: number;
  readonly rules: string;
  readonly baselineDay: Day | null;
  readonly baseline: number;
  /** After the baseline day. residents = baseline + admitted − left. */
  readonly admitted: number;
  readonly left: number;
  readonly residents: number;
  readonly byStage: Readonly<Partial<Record<Stage, number>>>;
  /** Where children who left are; a transfer, ageing out or death is never "returned". */
  readonly byDestination: Readonly<
    Partial<Record<PlacementForm | 'transferred' | 'aged_out' | 'deceased', number>>
  >;
  readonly returnedHome: number;
  readonly alternativeFamily: number;
  readonly departedOtherwise: number;
  readonly stillHome: { readonly m3: StillHome; readonly m6: StillHome; readonly m12: StillHome };
  /** Children who came back into care at least once, from home or another family. */
  readonly reentered: number;
  /** Visits of the frozen schedules: due by the as-of day, done, and done with the child seen. */
  readonly visits: {
    readonly due: number;
    readonly done: number;
    readonly seen: number;
    readonly missed: number;
  };
  /** Of the children in families now (home or another) whose case is open: seen within the last 30 days. */
  readonly seenWithin30: { readonly seen: number; readonly of: number };
  /** What holds children back: how many wait for each by what is known at the position, most first. */
  readonly missing: readonly { readonly id: GateItemId; readonly children: number }[];
  /** Median days spent at a stage by those now in it. */
  readonly daysAtStage: Readonly<Partial<Record<Stage, number>>>;
  readonly supportPlannedTenge: number;
  readonly supportDeliveredTenge: number;
  readonly overridesWithoutSecondPerson: number;
  /** How many children stand behind what is no count of children: what hides it in a report that leaves. */
  readonly behind: {
    /** Children with a visit due by the as-of day. */
    readonly visits: number;
    readonly supportPlanned: number;
    readonly supportDelivered: number;
    readonly daysAtStage: Readonly<Partial<Record<Stage, number>>>;
  };
  /** Residents at the end of each day on which the number changed, from the baseline day. */
  readonly residentsOverTime: readonly {
    readonly on: Day;
    readonly residents: number;
    readonly admitted: number;
    readonly left: number;
  }[];
}
