/**
 * Reading without contact ends after some days (shared/domain/reading.ts). The days are counted from the
 * newest server time, and to the newest time that was ever sure since then: whoever sets the clock back, and
 * says that it is right, does not read longer. What was taken for the time before a contact counts no more
 * after it: the server knows better.
 */
import { z } from 'zod';
import type { Writer } from '#db/open/handles.ts';
import type { Profile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { type Reading, readingOn, usualReadingDays } from '#shared/domain/reading.ts';
import { readingDaysKey } from '../sync/readingDays.ts';

const newestKey = 'reading.newest';
const instant = z.iso.datetime();
const newestShape = z.object({ contact: instant, at: instant });
const hour = 3_600_000;

/** Null for a profile that no server knows: it may be read for ever. */
export function readingOf(database: Writer, profile: Profile, now: number): Reading | null {
  const { standalone, newestServerTime } = profile;
  if (standalone || newestServerTime === null) return null;
  const newest = Math.max(now, Date.parse(newestServerTime), newestSure(database, newestServerTime));
  const days = readSetting(database, readingDaysKey, z.int()) ?? usualReadingDays;
  return readingOn(dayOfInstant(newest), dayOfInstant(Date.parse(newestServerTime)), days);
}

/** The time is sure: remembered at most every hour. */
export function noticeTime(database: Writer, { standalone, newestServerTime }: Profile, now: number): void {
  if (standalone || newestServerTime === null) return;
  if (now < newestSure(database, newestServerTime) + hour) return;
  writeSetting(database, newestKey, { contact: newestServerTime, at: new Date(now).toISOString() });
}

function newestSure(database: Writer, contact: string): number {
  const kept = readSetting(database, newestKey, newestShape);
  return kept?.contact === contact ? Date.parse(kept.at) : 0;
}
