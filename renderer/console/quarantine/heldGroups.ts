/** Withheld steps by the laptop and why: what is decided on together. */
import type { WithheldLine } from '#shared/console/oversight.ts';

/** Steps of one device that were withheld for one reason. */
export function groupOf({ deviceId, reason }: WithheldLine): string {
  return `${deviceId} ${reason}`;
}

/** Those that may be accepted at all. */
export function acceptable(steps: readonly WithheldLine[]): WithheldLine[] {
  return steps.filter((one) => one.verdict === 'quarantined');
}

/** In how many cases they were recorded. */
export function casesIn(steps: readonly WithheldLine[]): number {
  return new Set(steps.filter((one) => one.inCase).map((one) => one.feedId)).size;
}
