/** Who reaches which case, what was withheld, and what was done: ids and codes, never a child's name. */
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import { base, instant, loginName, typed } from './base.ts';

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
  kind: z.string(),
  occurredOn: z.iso.date(),
  verdict: z.enum(['quarantined', 'refused']),
  reason: z.string(),
  receivedAt: instant,
});
export type WithheldLine = z.output<typeof withheldLine>;

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
  release: base.input(z.object({ stepId: z.uuid() })).output(z.object({ feedId: z.uuid(), pos: z.int() })),
};

export const auditContract = {
  page: base
    .input(z.object({ topic: z.enum(auditTopics), before: auditPlace.nullable() }))
    .output(z.object({ lines: z.array(auditLine), next: auditPlace.nullable() })),
};
