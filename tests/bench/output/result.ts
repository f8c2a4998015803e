/** What is measured, and how a few measurements become one figure. */

export interface Result {
  /** Stable: scripts and the baseline know it. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'bytes' | 'steps/s';
  /** What it is compared with; null where there is nothing. */
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** How many times better than the peer. */
  readonly ratio: number | null;
}

export function alone(name: string, value: number, unit: Result['unit']): Result {
  return { name, value: rounded(value), unit, peer: null, peerValue: null, ratio: null };
}

/** The more the better; all else is the less the better. */
export function rate(name: string, stepsPerSecond: number): Result {
  return alone(name, stepsPerSecond, 'steps/s');
}

export function compared(
  name: string,
  value: number,
  unit: Result['unit'],
  peer: { readonly name: string; readonly value: number },
): Result {
  const ratio = rounded(peer.value / value);
  return { name, value: rounded(value), unit, peer: peer.name, peerValue: rounded(peer.value), ratio };
}

/** The value under which that share of the measurements lies, by the nearest rank. */
export function percentile(measured: readonly number[], share: number): number {
  const sorted = measured.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(measured: readonly number[]): number {
  return percentile(measured, 0.5);
}

/** Three digits are what such a measurement is worth. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
