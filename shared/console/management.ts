/** What an administrator keeps: institutions, people, enrolment codes, devices. */
import { z } from 'zod';
import { regionCodes } from '../country/kz/regions.ts';
import { roles } from '../domain/roles.ts';
import { farewellReport } from '../sync/messages.ts';
import { base, instant, loginName, typed } from './base.ts';

export const institutionLine = z.object({
  institutionId: z.uuid(),
  name: z.string(),
  region: z.string().nullable(),
  people: z.int(),
  cases: z.int(),
});
export type InstitutionLine = z.output<typeof institutionLine>;

/** A role at an institution; without one, on the whole server. */
export const roleHeld = z.object({
  role: z.enum(roles),
  institutionId: z.uuid().nullable(),
  institution: z.string().nullable(),
});

export const personLine = z.object({
  personId: z.uuid(),
  login: z.string(),
  name: z.string(),
  roles: z.array(roleHeld),
  devices: z.int(),
  /** Whether the person can sign in to the console; `temporary` until they have made their own password. */
  console: z.enum(['none', 'temporary', 'own']),
  totp: z.boolean(),
});
export type PersonLine = z.output<typeof personLine>;

const roleAt = z.object({
  login: loginName,
  role: z.enum(roles),
  /** Id or exact name; null for the whole server. */
  institution: typed.nullable(),
});

export const codeLine = z.object({
  /** Names the code without being it: the server itself keeps only a hash. */
  id: z.string(),
  login: z.string(),
  name: z.string(),
  madeAt: instant,
  expiresAt: instant,
  state: z.enum(['open', 'used', 'expired']),
});
export type CodeLine = z.output<typeof codeLine>;

export const deviceLine = z.object({
  deviceId: z.uuid(),
  login: z.string(),
  name: z.string(),
  enrolledAt: instant,
  seenAt: instant.nullable(),
  lastSeq: z.int(),
  revokedAs: z.enum(['lost', 'withdrawn']).nullable(),
  wiped: farewellReport.extend({ at: instant }).nullable(),
});
export type DeviceLine = z.output<typeof deviceLine>;

export const institutionsContract = {
  list: base.output(z.array(institutionLine)),
  add: base
    .input(z.object({ name: typed, region: z.enum(regionCodes).nullable() }))
    .output(z.object({ institutionId: z.uuid() })),
};

export const peopleContract = {
  list: base.output(z.array(personLine)),
  add: base.input(roleAt.extend({ name: typed })).output(z.object({ personId: z.uuid() })),
  addRole: base.input(roleAt).output(z.object({})),
  endRole: base.input(roleAt).output(z.object({})),
  /** Ends everything the person may do; what they have written stays. */
  end: base.input(z.object({ login: loginName })).output(z.object({ devices: z.int(), grants: z.int() })),
  /** A password for the first sign-in, shown once, good for seven days. */
  openConsole: base
    .input(z.object({ login: loginName }))
    .output(z.object({ password: z.string(), expiresAt: instant })),
  closeConsole: base.input(z.object({ login: loginName })).output(z.object({})),
};

export const codesContract = {
  list: base.output(z.array(codeLine)),
  make: base.input(z.object({ login: loginName })).output(z.object({ code: z.string(), expiresAt: instant })),
  withdraw: base.input(z.object({ id: z.string().max(100) })).output(z.object({})),
};

export const devicesContract = {
  list: base.output(z.array(deviceLine)),
  revoke: base
    .input(z.object({ deviceId: z.uuid(), as: z.enum(['lost', 'withdrawn']) }))
    .output(z.object({})),
};
