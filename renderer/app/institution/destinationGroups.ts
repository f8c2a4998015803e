/**
 * Where the children who left are, in three groups that must never be added up: home with their own
 * family, in another family, and left otherwise. A transfer, ageing out or a death is never a return. Pure.
 */
import { categoryOf, type PlacementForm, placementFormCodes } from '#shared/country/kz/placementForms.ts';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';

export const destinationGroupIds = ['home', 'otherFamily', 'apart'] as const;
export type DestinationGroupId = (typeof destinationGroupIds)[number];

export const departures = ['transferred', 'aged_out', 'deceased'] as const;
export type Destination = PlacementForm | (typeof departures)[number];

const destinations: readonly Destination[] = [
  ...new Set<Destination>([...placementFormCodes, ...departures]),
];

export interface DestinationGroup {
  readonly id: DestinationGroupId;
  readonly children: number;
  readonly rows: readonly { readonly destination: Destination; readonly children: number }[];
}

/** Groups with children in them, each with its places, most children first. */
export function destinationGroups(byDestination: InstitutionFigures['byDestination']): DestinationGroup[] {
  const rows = destinations
    .map((destination) => ({ destination, children: byDestination[destination] ?? 0 }))
    .filter(({ children }) => children > 0)
    .sort((one, other) => other.children - one.children);
  return destinationGroupIds
    .map((id) => {
      const own = rows.filter(({ destination }) => groupOf(destination) === id);
      return { id, rows: own, children: own.reduce((sum, { children }) => sum + children, 0) };
    })
    .filter(({ children }) => children > 0);
}

export function isDeparture(destination: Destination): destination is (typeof departures)[number] {
  return departures.some((departure) => departure === destination);
}

function groupOf(destination: Destination): DestinationGroupId {
  if (isDeparture(destination)) return 'apart';
  const category = categoryOf(destination);
  if (category === 'home_birth' || category === 'home_kin') return 'home';
  return category === 'alternative_family' ? 'otherFamily' : 'apart';
}
