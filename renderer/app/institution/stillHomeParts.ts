/** "Still home after m months" as parts of a bar: home, not known, back in care. Pure. */
import type { StillHome } from '#shared/domain/indicators/shape.ts';

export interface StillHomeParts {
  readonly home: number;
  readonly unknown: number;
  readonly back: number;
  readonly of: number;
}

/** Null while no child has been home that long: it is too early to tell. */
export function stillHomeParts(figure: StillHome): StillHomeParts | null {
  if (figure.of === 0) return null;
  return {
    home: figure.home,
    unknown: figure.unknown,
    back: Math.max(0, figure.of - figure.home - figure.unknown),
    of: figure.of,
  };
}
