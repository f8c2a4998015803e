/** Who reaches which case, what was withheld, and what was done: ids and codes, never a child's name. */
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import { base, instant, loginName, typed } from './base.ts';
import { consoleFaults } from './faults.ts';

export const grantLine = z.object({
  feedId: z.uuid(),
  caseCode: z.string(),
  institution: z.string().nullable(),
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  grantedAt: instant,
  /** The access ends by itself at this time. */
  endsAt: instant.nullable(),
});
export type GrantLine = z.output<typeof grantLine>;

export const withheldLine = z.object({
  stepId: z.uuid(),
  feedId: z.uuid(),
  deviceId: z.uuid(),
  login: z.string().nullable(),
  name: z.string().nullable(),
  /** What became of the device. */
  revokedAs: z.enum(['lost', 'withdrawn']).nullable(),
  kind: z.string(),
  /** Whether the feed is a case's, and not an institution's. */
  inCase: z.boolean(),
  occurredOn: z.iso.date(),
  verdict: z.enum(['quarantined', 'refused']),
  reason: z.string(),
  receivedAt: instant,
});
export type WithheldLine = z.output<typeof withheldLine>;

/** How many withheld steps are released with one call. */
export const mostReleased = 500;

/** What the audit can be narrowed to. */
export const auditTopics = ['all', 'administration', 'signing_in', 'figures', 'sync', 'refusals'] as const;
export type AuditTopic = (typeof auditTopics)[number];

export const auditLine = z.object({
  writerId: z.string(),
  seq: z.int(),
  at: instant,
  action: z.string(),
  outcome: z.string(),
  person: z.string().nullable(),
  deviceId: z.string().nullable(),
  details: z.record(z.string(), z.string()),
});
export type AuditLine = z.output<typeof auditLine>;

/** Where the next page goes on. */
export const auditPlace = z.object({ at: instant, writerId: z.string().max(100), seq: z.int() });
export type AuditPlace = z.output<typeof auditPlace>;

const caseOf = z.object({ login: loginName, case: typed });

export const grantsContract = {
  /** Of one case (code or id) or of one person (login). */
  list: base
    .input(z.object({ case: typed.nullable(), login: loginName.nullable() }))
    .output(z.array(grantLine)),
  give: base.input(caseOf).output(z.object({})),
  withdraw: base.input(caseOf).output(z.object({})),
  /** The case goes to another person at once; the first keeps it to the end of that day, or loses it now. */
  transfer: base
    .input(z.object({ case: typed, from: loginName, to: loginName, lastDay: z.iso.date().nullable() }))
    .output(z.object({})),
};

export const quarantineContract = {
  list: base.output(z.array(withheldLine)),
  /** One or several: each is released or told with the reason why it stays, and none keeps another. */
  release: base.input(z.object({ stepIds: z.array(z.uuid()).min(1).max(mostReleased) })).output(
    z.object({
      released: z.array(z.object({ stepId: z.uuid(), feedId: z.uuid(), pos: z.int() })),
      kept: z.array(z.object({ stepId: z.uuid(), reason: z.enum(consoleFaults) })),
    }),
  ),
};

export const auditContract = {
  page: base
    .input(z.object({ topic: z.enum(auditTopics), before: auditPlace.nullable() }))
    .output(z.object({ lines: z.array(auditLine), next: auditPlace.nullable() })),
};
