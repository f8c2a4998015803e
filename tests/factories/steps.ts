/** Builds steps of a case for tests: short to write, in the field's words, ids made in order. */
import type { Day } from '#shared/domain/day.ts';
import type { Step, Verdict } from '#shared/domain/step.ts';
import type { PayloadInputOf, StepKind } from '#shared/domain/steps/index.ts';

let counter = 0;

/** A valid UUID that is different each time. */
export function anId(): string {
  counter += 1;
  return `00000000-0000-7000-8000-${counter.toString(16).padStart(12, '0')}`;
}

export interface StepOptions {
  readonly on?: Day;
  readonly pos?: number | null;
  readonly basePos?: number;
  readonly seq?: number;
  readonly deviceId?: string;
  readonly authorId?: string;
  readonly verdict?: Verdict | null;
  readonly minReader?: number;
  readonly id?: string;
}

export const aDevice = '00000000-0000-7000-9000-000000000001';
export const anotherDevice = '00000000-0000-7000-9000-000000000002';
export const aPerson = '00000000-0000-7000-9100-000000000001';
export const anotherPerson = '00000000-0000-7000-9100-000000000002';
export const aCase = '00000000-0000-7000-9200-000000000001';
export const anInstitution = '00000000-0000-7000-9300-000000000001';

export function aStep<Kind extends StepKind>(
  kind: Kind,
  payload: PayloadInputOf<Kind>,
  options: StepOptions = {},
): Step {
  const seq = options.seq ?? counter + 1;
  const on = options.on ?? '2025-11-10';
  return {
    id: options.id ?? anId(),
    feedId: aCase,
    deviceId: options.deviceId ?? aDevice,
    seq,
    basePos: options.basePos ?? 0,
    kind,
    version: 1,
    minReader: options.minReader ?? 1,
    occurredOn: on,
    recordedAt: `${on}T08:00:00.000Z`,
    clockOffset: 0,
    authorId: options.authorId ?? aPerson,
    eventId: null,
    pos: options.pos ?? null,
    receivedAt: null,
    verdict: options.verdict ?? null,
    payload,
  };
}
